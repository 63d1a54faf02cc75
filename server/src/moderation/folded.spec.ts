import { describe, expect, it } from '@jest/globals';
import { folded } from './folded.ts';
import { WordMatcher } from './word-matcher.ts';
import { FIRST_MODERATION_WORDS } from '../platform/database/migrations/words/moderation-words.ts';

describe('a text as it is compared', () => {
  it.each([
    ['加微信', '加微信'], ['加 微 信', '加微信'], ['加.微-信', '加微信'], ['加，微。信！', '加微信'], ['加\n微\t信', '加微信'], ['加\u200b微\u200d信', '加微信'],
    ['加_微*信', '加微信'], ['加😀微😀信', '加微信'], ['加\u3000微信', '加微信'], ['加\u0336微\u0336信', '加微信'], ['ＶＸ：ＡＢＣ１２３', 'vxabc123'], ['Vx abc①②③', 'vxabc123'],
    ['㍿', '株式会社'], ['', ''], ['……——！', ''],
  ])('%j is %j', (text, expected) => expect(folded(text)).toBe(expected));
});

describe('the words', () => {
  const list = new WordMatcher(['加微信', '代开发票', 'vx', '办证']);

  it.each(['请加微信聊', '请 加 微 信', '加.微.信', '加\u200b微\u200b信', '代＿开＿发＿票', 'V X 123', 'ｖｘ', 'v-x', '刻章·办·证'])('are found in %j', (text) => expect(list.isIn(text)).toBe(true));
  it.each(['', '。。。', '三号楼垃圾没清', '加个微波炉，信不信', '代收发票', '办公证明'])('are not in %j', (text) => expect(list.isIn(text)).toBe(false));

  it('are found where they stand in, begin like, or end like another', () => {
    const nested = new WordMatcher(['甲乙丙丁', '乙丙', '丙戊', '甲乙']);
    for (const text of ['甲乙丙戊', '甲乙己', '乙丙', '己甲乙丙己', '丙丙戊']) expect([text, nested.isIn(text)]).toEqual([text, true]);
    for (const text of ['甲丙', '乙甲', '丙丁', '戊丙']) expect([text, nested.isIn(text)]).toEqual([text, false]);
    const longer = new WordMatcher(['甲乙丙丁', '乙丙']);
    expect(longer.isIn('甲乙丙己')).toBe(true);
  });

  it('are none in an empty list', () => expect(new WordMatcher([]).isIn('随便什么')).toBe(false));

  it('a new district begins with stand as they are compared, each once, none in another', () => {
    expect(FIRST_MODERATION_WORDS.map(folded)).toEqual(FIRST_MODERATION_WORDS);
    for (const word of FIRST_MODERATION_WORDS) expect(FIRST_MODERATION_WORDS.filter((other) => other.includes(word))).toEqual([word]);
    expect(FIRST_MODERATION_WORDS.every((word) => word.length >= 2 && word.length <= 20)).toBe(true);
  });

  it('a new district begins with leave ordinary complaints alone', () => {
    const list = new WordMatcher(FIRST_MODERATION_WORDS);
    for (const text of [
      '3号楼2单元门口垃圾桶三天没清运，味道很大', '楼道里堆了电动车，消防通道走不了人', '下水道堵了，污水漫到一楼', '门岗夜里没人，昨天丢了一辆电动车', '物业费收了，收支一直没有公示',
      '楼上装修，晚上十点还在打墙，孩子没法睡', '电梯里的灯坏了一周，打电话没人来修', '绿化带被人种了菜',
    ]) expect([text, list.isIn(text)]).toEqual([text, false]);
  });
});
