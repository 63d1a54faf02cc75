import type { ComplaintView } from '@linping/shared';
import type { FirmAction } from './steps.ts';

export const ACTION_WORDS: Readonly<Record<FirmAction, string>> = {
  acknowledge: '先回应一声', accept: '受理', assign: '派单', resolve: '办结', reply: '回复进展', ask: '询问居民', requestExtension: '申请延期',
};

/** What the list says of an action before it is opened. */
export const ACTION_NOTES: Readonly<Record<FirmAction, string>> = {
  acknowledge: '紧急的先让居民知道已经收到', accept: '开始办理，也可以顺便说一句', assign: '交给本企业的一位同事', resolve: '写明做了什么，由居民确认',
  reply: '说说办到哪一步了', ask: '问清楚再办，最多问两次', requestExtension: '由街道决定，每件只有一次',
};

export const PLACEHOLDERS: Readonly<Record<FirmAction, string>> = {
  acknowledge: '如：已收到，马上派人去看', accept: '如：已安排人，今天下午到现场', assign: '如：带上疏通机', resolve: '什么时候、谁、怎么处理的',
  reply: '如：配件已订，明天到货后安装', ask: '如：漏水是几点开始的，方便几点上门', requestExtension: '如：水泵要从厂家调货，周五到',
};

export const FIELD_WORDS: Readonly<Record<FirmAction, string>> = {
  acknowledge: '说一句（可不填）', accept: '说一句（可不填）', assign: '交代一句（可不填，居民看得到）', resolve: '做了什么', reply: '进展', ask: '要问的', requestExtension: '原因',
};

/** What will happen and who will see it, said before it is done. */
export function consequence(action: FirmAction, { channel }: Pick<ComplaintView, 'channel'>): string {
  const sees = (what: string) => (channel === 'app' ? `居民会收到通知，看得到${what}。` : `来电人看不到，请电话告诉他${what}。`);
  switch (action) {
    case 'acknowledge': return `记下先行回应的时间，受理和办结的期限照旧。${sees('这句话')}`;
    case 'accept': return `记下受理的时间，办结的期限照旧。${sees('受理的时间')}`;
    case 'assign': return '承办人在自己的列表里看得到；期限照旧，可以再改派。';
    case 'resolve': return channel === 'app'
      ? '居民会收到通知，由他确认或者要求重办；7 天没有答复就自动结束，不算满意。办结以后物业不能再改。'
      : '由街道或社区电话回访来电人；7 天没有登记回访就自动结束，不算满意。办结以后物业不能再改。';
    case 'reply': return `不改变期限。${sees('这段话和照片')}`;
    case 'ask': return `办结的期限从今天起暂停，最多等 3 个工作日，没有回复就接着计时。${sees('问题')}`;
    case 'requestExtension': return '街道同意以后期限才往后移，可能少给几天；连同原来的一共不超过 15 个工作日。每件只能申请一次。';
  }
}
