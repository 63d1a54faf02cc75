import type { ProviderKind } from '../estate/estate.ts';
import type { DeciPoints } from '../satisfaction/satisfaction.ts';

/**
 * The annex 《二七区老旧小区物业管理考核评分细则》: 20 items, 100 points. A submitted sheet remembers the version it was
 * scored by; a change of the annex is a new version beside this one, never an edit.
 */
export const RUBRIC_VERSION = 1;

/** 序号 of the annex. */
export const ITEM_NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20] as const;
export type ItemNumber = (typeof ITEM_NUMBERS)[number];

/** Item 20 (居民满意度) has no deductions: its points come from the certified round alone, and nobody can type them. */
export const SATISFACTION_ITEM = 20 satisfies ItemNumber;

/** 考核大项, in the annex's order; `heading` is its wording. */
export const RUBRIC_CATEGORIES = [
  { id: 'basics', heading: '基础工作（20分）', deciPoints: 200 },
  { id: 'party', heading: '党建工作（15分）', deciPoints: 150 },
  { id: 'order', heading: '公共秩序（20分）', deciPoints: 200 },
  { id: 'upkeep', heading: '保洁绿化（20分）', deciPoints: 200 },
  { id: 'facilities', heading: '设施设备（15分）', deciPoints: 150 },
  { id: 'satisfaction', heading: '居民满意度（10分）', deciPoints: 100 },
] as const;
export type CategoryId = (typeof RUBRIC_CATEGORIES)[number]['id'];

/** What a deduction counts, as the annex writes it behind the stroke: 扣0.5分/项. */
export type Per = '项' | '月' | '次' | '日' | '处' | '个';

export interface RubricUnit {
  /** Unique within its item; stored with every deduction, so it never changes. */
  readonly id: string;
  readonly deciPoints: DeciPoints;
  /** Null where the annex names no measure: the gap is there or not, and counts once however many lines name it. */
  readonly per: Per | null;
  readonly label: string;
}
export interface RubricItem {
  readonly number: ItemNumber;
  readonly category: CategoryId;
  readonly deciPoints: DeciPoints;
  /** 考核分项, verbatim. */
  readonly text: string;
  /** 评分标准, verbatim. */
  readonly criteria: string;
  /** Empty for item 20. */
  readonly units: readonly RubricUnit[];
  /** Whether the item speaks of the contract or of the property firm, which a unit that looks after its own estate has not (四(二)1). */
  readonly presumesFirm: boolean;
}

const gap = (deciPoints: DeciPoints, per: Per | null, label = '缺项'): readonly RubricUnit[] => [{ id: 'gap', deciPoints, per, label }];

export const RUBRIC: readonly RubricItem[] = [
  {
    number: 1, category: 'basics', deciPoints: 100, presumesFirm: true,
    text: '签订正式物业管理服务合同，在街道办事处、行业主管部门备案。',
    criteria: '未签合同扣10分，未备案扣5分',
    // Without a contract the whole item is gone, so there is nothing left for the filing to take: one absorbs the other.
    units: [{ id: 'noContract', deciPoints: 100, per: null, label: '未签合同' }, { id: 'notFiled', deciPoints: 50, per: null, label: '未备案' }],
  },
  {
    number: 2, category: 'basics', deciPoints: 20, presumesFirm: false,
    text: '有明确固定的办公场所，配有必要的办公设备，保持办公环境整洁、有序。',
    criteria: '缺项扣0.5分/项',
    units: gap(5, '项'),
  },
  {
    number: 3, category: 'basics', deciPoints: 20, presumesFirm: false,
    text: '公示物业服务事项、服务标准、收费项目、收费标准、服务电话等有关信息。',
    criteria: '缺项扣0.5分/项',
    units: gap(5, '项'),
  },
  {
    number: 4, category: 'basics', deciPoints: 10, presumesFirm: false,
    text: '工作人员统一着装，佩戴标志，举止文明，受理接待热情、认真、负责。',
    criteria: '缺项扣0.5分/项',
    units: gap(5, '项'),
  },
  {
    number: 5, category: 'basics', deciPoints: 50, presumesFirm: false,
    text: '建立健全各项管理制度，公共突发性事件处理机制和应急预案。建立基础的日常管理档案资料。',
    criteria: '缺项扣0.5分/项',
    units: gap(5, '项'),
  },
  {
    number: 6, category: 'party', deciPoints: 50, presumesFirm: true,
    text: '物业服务项目成立党支部或党小组，党员数少于3人的进驻由街道办、社区派驻的党建指导员。',
    criteria: '缺项扣5分',
    units: gap(50, null),
  },
  {
    number: 7, category: 'party', deciPoints: 30, presumesFirm: true,
    text: '社区委员会、业主委员会（自治组织）、物业服务企业每月召开一次“三方联动”议事会。',
    criteria: '缺项扣0.5分/月',
    units: gap(5, '月', '未召开议事会'),
  },
  {
    number: 8, category: 'party', deciPoints: 50, presumesFirm: true,
    text: '落实“双向进入、交叉任职”，将符合条件的物业服务企业负责人选聘为社区“两委”兼职委员，由熟悉物业服务相关法律法规的社区“两委”委员担任物业服务项目质量监督员。',
    criteria: '缺项扣5分',
    units: gap(50, null),
  },
  {
    number: 9, category: 'party', deciPoints: 20, presumesFirm: true,
    text: '物业服务企业应当每半年组织居民党员、居民代表征询物业服务质量评价，及时对提出的合理化意见进行整改。',
    criteria: '未实施扣2分，合理化建议未整改扣0.5分/次',
    units: [{ id: 'notHeld', deciPoints: 20, per: null, label: '未实施' }, { id: 'notRectified', deciPoints: 5, per: '次', label: '合理化建议未整改' }],
  },
  {
    number: 10, category: 'order', deciPoints: 100, presumesFirm: false,
    text: '小区管理有序，每班保安不少于1人，日常巡查巡防到位，无盗抢案件。',
    criteria: '保安缺岗扣0.5分/次，无巡查记录扣0.1分/日，出现盗抢案件扣1分/次',
    units: [
      { id: 'guardAbsent', deciPoints: 5, per: '次', label: '保安缺岗' },
      { id: 'noPatrolLog', deciPoints: 1, per: '日', label: '无巡查记录' },
      { id: 'theft', deciPoints: 10, per: '次', label: '出现盗抢案件' },
    ],
  },
  {
    number: 11, category: 'order', deciPoints: 100, presumesFirm: false,
    text: '车辆停放有序，无飞线充电，无违章搭建。',
    criteria: '缺项扣0.2分/次，违章搭建扣1分/处',
    units: [...gap(2, '次'), { id: 'illegalBuilding', deciPoints: 10, per: '处', label: '违章搭建' }],
  },
  {
    number: 12, category: 'upkeep', deciPoints: 40, presumesFirm: false,
    text: '公共绿地无破坏、践踏、占用，无黄土裸露。',
    criteria: '缺项扣0.5分/项',
    units: gap(5, '项'),
  },
  {
    number: 13, category: 'upkeep', deciPoints: 40, presumesFirm: false,
    text: '垃圾容器无污损，无垃圾积存。生活垃圾按照要求进行分类。',
    criteria: '垃圾容器污损0.5分/个，垃圾外溢0.2分/次，生活垃圾未分类0.5分/次',
    units: [
      { id: 'damagedBin', deciPoints: 5, per: '个', label: '垃圾容器污损' },
      { id: 'overflow', deciPoints: 2, per: '次', label: '垃圾外溢' },
      { id: 'unsorted', deciPoints: 5, per: '次', label: '生活垃圾未分类' },
    ],
  },
  {
    number: 14, category: 'upkeep', deciPoints: 40, presumesFirm: false,
    text: '无乱贴乱画，无小广告。',
    criteria: '缺项扣0.5分/项',
    units: gap(5, '项'),
  },
  {
    number: 15, category: 'upkeep', deciPoints: 40, presumesFirm: false,
    text: '楼道、公共区域无乱堆乱放杂物。',
    criteria: '缺项扣0.5分/处',
    units: gap(5, '处'),
  },
  {
    number: 16, category: 'upkeep', deciPoints: 40, presumesFirm: false,
    text: '公共区域、楼道等保持干净整洁。',
    criteria: '缺项扣0.2分/次',
    units: gap(2, '次'),
  },
  {
    number: 17, category: 'facilities', deciPoints: 50, presumesFirm: false,
    text: '排水、排污、消防管网通畅，无堵塞外溢。',
    criteria: '缺项扣0.5分/次',
    units: gap(5, '次'),
  },
  {
    number: 18, category: 'facilities', deciPoints: 50, presumesFirm: false,
    text: '井盖无缺损、无丢失。',
    criteria: '缺项扣0.5分/个',
    units: gap(5, '个'),
  },
  {
    number: 19, category: 'facilities', deciPoints: 50, presumesFirm: false,
    text: '消防、监控、门禁、公共照明设施设备完好，正常运转。',
    criteria: '缺项扣0.5分/项',
    units: gap(5, '项'),
  },
  {
    number: 20, category: 'satisfaction', deciPoints: 100, presumesFirm: false,
    text: '街道办每半年对小区居民进行问卷调查，做满意度评价。',
    criteria: '每个小区样本数不少于10%，满意度80%以上得10分，70%以上得8分，60%以上得6分，50%以上得5分，50%以下不得分',
    units: [],
  },
];

export const rubricItem = (number: ItemNumber): RubricItem => RUBRIC[number - 1]!;
export const isItemNumber = (n: number): n is ItemNumber => ITEM_NUMBERS.some((number) => number === n);

/** The unit of an item, undefined where the item has none of that id. */
export const unitOf = (item: RubricItem, unitId: string): RubricUnit | undefined => item.units.find(({ id }) => id === unitId);

/** Firms and city operators are scored by every item, a unit by those that presume no property firm. */
export const appliesTo = (item: RubricItem, kind: ProviderKind): boolean => kind !== 'unit' || !item.presumesFirm;

/** The points that a provider of this kind can reach: 1000, less where items do not apply. */
export const outOfFor = (kind: ProviderKind): DeciPoints => RUBRIC.reduce((sum, item) => sum + (appliesTo(item, kind) ? item.deciPoints : 0), 0);
