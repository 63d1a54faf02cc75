import { describe, expect, it, test } from '@jest/globals';
import { PROVIDER_KINDS } from '../estate/estate.ts';
import { appliesTo, isItemNumber, ITEM_NUMBERS, outOfFor, RUBRIC, RUBRIC_CATEGORIES, rubricItem, unitOf } from './rubric.ts';

/** The annex 《二七区老旧小区物业管理考核评分细则》 as it was published: 序号 | 考核大项 | 考核分项 | 分值 | 评分标准. */
const ANNEX = `
1 | 基础工作（20分） | 签订正式物业管理服务合同，在街道办事处、行业主管部门备案。 | 10 | 未签合同扣10分，未备案扣5分
2 |  | 有明确固定的办公场所，配有必要的办公设备，保持办公环境整洁、有序。 | 2 | 缺项扣0.5分/项
3 |  | 公示物业服务事项、服务标准、收费项目、收费标准、服务电话等有关信息。 | 2 | 缺项扣0.5分/项
4 |  | 工作人员统一着装，佩戴标志，举止文明，受理接待热情、认真、负责。 | 1 | 缺项扣0.5分/项
5 |  | 建立健全各项管理制度，公共突发性事件处理机制和应急预案。建立基础的日常管理档案资料。 | 5 | 缺项扣0.5分/项
6 | 党建工作（15分） | 物业服务项目成立党支部或党小组，党员数少于3人的进驻由街道办、社区派驻的党建指导员。 | 5 | 缺项扣5分
7 |  | 社区委员会、业主委员会（自治组织）、物业服务企业每月召开一次“三方联动”议事会。 | 3 | 缺项扣0.5分/月
8 |  | 落实“双向进入、交叉任职”，将符合条件的物业服务企业负责人选聘为社区“两委”兼职委员，由熟悉物业服务相关法律法规的社区“两委”委员担任物业服务项目质量监督员。 | 5 | 缺项扣5分
9 |  | 物业服务企业应当每半年组织居民党员、居民代表征询物业服务质量评价，及时对提出的合理化意见进行整改。 | 2 | 未实施扣2分，合理化建议未整改扣0.5分/次
10 | 公共秩序（20分） | 小区管理有序，每班保安不少于1人，日常巡查巡防到位，无盗抢案件。 | 10 | 保安缺岗扣0.5分/次，无巡查记录扣0.1分/日，出现盗抢案件扣1分/次
11 |  | 车辆停放有序，无飞线充电，无违章搭建。 | 10 | 缺项扣0.2分/次，违章搭建扣1分/处
12 | 保洁绿化（20分） | 公共绿地无破坏、践踏、占用，无黄土裸露。 | 4 | 缺项扣0.5分/项
13 |  | 垃圾容器无污损，无垃圾积存。生活垃圾按照要求进行分类。 | 4 | 垃圾容器污损0.5分/个，垃圾外溢0.2分/次，生活垃圾未分类0.5分/次
14 |  | 无乱贴乱画，无小广告。 | 4 | 缺项扣0.5分/项
15 |  | 楼道、公共区域无乱堆乱放杂物。 | 4 | 缺项扣0.5分/处
16 |  | 公共区域、楼道等保持干净整洁。 | 4 | 缺项扣0.2分/次
17 | 设施设备（15分） | 排水、排污、消防管网通畅，无堵塞外溢。 | 5 | 缺项扣0.5分/次
18 |  | 井盖无缺损、无丢失。 | 5 | 缺项扣0.5分/个
19 |  | 消防、监控、门禁、公共照明设施设备完好，正常运转。 | 5 | 缺项扣0.5分/项
20 | 居民满意度（10分） | 街道办每半年对小区居民进行问卷调查，做满意度评价。 | 10 | 每个小区样本数不少于10%，满意度80%以上得10分，70%以上得8分，60%以上得6分，50%以上得5分，50%以下不得分
`;

interface AnnexRow { readonly number: number; readonly heading: string; readonly text: string; readonly deciPoints: number; readonly criteria: string }
const annex = ANNEX.trim().split('\n').reduce<AnnexRow[]>((rows, line) => {
  const [number, heading, text, points, criteria] = line.split(' | ') as [string, string, string, string, string];
  return [...rows, { number: Number(number), heading: heading || rows.at(-1)!.heading, text, deciPoints: Number(points) * 10, criteria }]; // a heading is written once for its items
}, []);

/** What the criteria themselves say: 「扣0.5分/次」 is 5 deci-points for each 次, 「扣5分」 is taken once. */
const unitsIn = (criteria: string) => [...criteria.matchAll(/([\d.]+)分(?:\/(.))?/g)].map(([, points, per]) => ({ deciPoints: Math.round(Number(points) * 10), per: per ?? null }));

describe('the annex (附件 考核评分细则)', () => {
  it('has 20 items, numbered in order', () => {
    expect(annex.map(({ number }) => number)).toEqual(ITEM_NUMBERS);
    expect(RUBRIC.map(({ number }) => number)).toEqual(ITEM_NUMBERS);
  });

  test.each(annex)('item $number ($heading, $deciPoints): $text', ({ number, heading, text, deciPoints, criteria }) => {
    const item = RUBRIC[number - 1]!;
    expect(item).toMatchObject({ text, deciPoints, criteria });
    expect(RUBRIC_CATEGORIES.find(({ id }) => id === item.category)!.heading).toBe(heading);
    if (number !== 20) expect(item.units.map(({ deciPoints, per }) => ({ deciPoints, per }))).toEqual(unitsIn(criteria));
  });

  it.each(RUBRIC.flatMap(({ number, criteria, units }) => units.filter(({ label }) => label !== '未召开议事会').map(({ label }) => ({ number, criteria, label }))))(
    'item $number words its deduction as the criteria do: $label', ({ criteria, label }) => expect(criteria).toContain(label));

  it('adds up to its headings and to 100 points', () => {
    for (const { id, heading, deciPoints } of RUBRIC_CATEGORIES) {
      expect(heading).toContain(`（${deciPoints / 10}分）`);
      expect(RUBRIC.filter(({ category }) => category === id).reduce((sum, item) => sum + item.deciPoints, 0)).toBe(deciPoints);
    }
    expect(RUBRIC.reduce((sum, item) => sum + item.deciPoints, 0)).toBe(1000);
  });

  it('keeps its units apart by ids', () => {
    for (const { units } of RUBRIC) expect(new Set(units.map(({ id }) => id)).size).toBe(units.length);
  });

  it('leaves nothing of item 20 to be typed', () => expect(rubricItem(20).units).toEqual([]));

  it('finds items and units', () => {
    expect([0, 1, 20, 21, 1.5].map(isItemNumber)).toEqual([false, true, true, false, false]);
    expect(unitOf(rubricItem(10), 'theft')?.deciPoints).toBe(10);
    expect(unitOf(rubricItem(11), 'theft')).toBeUndefined();
  });
});

describe('which items apply', () => {
  it('does not ask a unit for what only a contracted property firm can have', () => {
    expect(RUBRIC.filter((item) => !appliesTo(item, 'unit')).map(({ number }) => number)).toEqual([1, 6, 7, 8, 9]);
    for (const { number, text } of RUBRIC) expect(appliesTo(rubricItem(number), 'unit')).toBe(!/合同|物业服务企业|物业服务项目/.test(text));
  });

  it('asks firms and city operators for everything', () => {
    expect(PROVIDER_KINDS.map((kind) => [kind, outOfFor(kind)])).toEqual([['firm', 1000], ['unit', 750], ['cityOperator', 1000]]);
  });
});
