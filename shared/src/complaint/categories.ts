import type { ItemNumber } from '../rubric/rubric.ts';

/** What a complaint may become evidence of: a unit of the annex, for an officer to accept or leave. */
export interface EvidenceUnit {
  readonly item: ItemNumber;
  readonly unit: string;
}
export interface ComplaintCategory {
  readonly id: string;
  /** As a neighbour would say it; what the annex calls it is in the item. */
  readonly word: string;
  /** Null where no item of the annex speaks of it. */
  readonly evidence: EvidenceUnit | null;
}

/** What residents complain about, in the order of the file form: what is seen daily first. */
export const COMPLAINT_CATEGORIES = [
  { id: 'garbageOverflow', word: '垃圾满溢、没清运', evidence: { item: 13, unit: 'overflow' } },
  { id: 'damagedBin', word: '垃圾桶破损', evidence: { item: 13, unit: 'damagedBin' } },
  { id: 'unsorted', word: '垃圾没有分类', evidence: { item: 13, unit: 'unsorted' } },
  { id: 'cleaning', word: '楼道、院子不干净', evidence: { item: 16, unit: 'gap' } },
  { id: 'clutter', word: '楼道堆放杂物', evidence: { item: 15, unit: 'gap' } },
  { id: 'posters', word: '乱贴乱画、小广告', evidence: { item: 14, unit: 'gap' } },
  { id: 'greenery', word: '绿地被占、黄土裸露', evidence: { item: 12, unit: 'gap' } },
  { id: 'parking', word: '乱停车、飞线充电', evidence: { item: 11, unit: 'gap' } },
  { id: 'illegalBuilding', word: '违章搭建', evidence: { item: 11, unit: 'illegalBuilding' } },
  { id: 'drains', word: '下水堵塞、污水外溢', evidence: { item: 17, unit: 'gap' } },
  { id: 'manhole', word: '井盖缺损、丢失', evidence: { item: 18, unit: 'gap' } },
  { id: 'facilities', word: '照明、门禁、监控、消防坏了', evidence: { item: 19, unit: 'gap' } },
  { id: 'guard', word: '门岗没人、没有巡查', evidence: { item: 10, unit: 'guardAbsent' } },
  { id: 'theft', word: '失窃、被抢', evidence: { item: 10, unit: 'theft' } },
  { id: 'service', word: '服务态度', evidence: { item: 4, unit: 'gap' } },
  { id: 'fees', word: '收费、信息没有公示', evidence: { item: 3, unit: 'gap' } },
  { id: 'neighbours', word: '邻里纠纷、噪音', evidence: null },
  { id: 'other', word: '其他', evidence: null },
] as const satisfies readonly ComplaintCategory[];

export type CategoryOfComplaint = (typeof COMPLAINT_CATEGORIES)[number]['id'];
export const COMPLAINT_CATEGORY_IDS = COMPLAINT_CATEGORIES.map(({ id }) => id) as [CategoryOfComplaint, ...CategoryOfComplaint[]];

/** The category of an id; throws RangeError for one that is none, which the edge has refused before. */
export function complaintCategory(id: CategoryOfComplaint): ComplaintCategory {
  const found = COMPLAINT_CATEGORIES.find((category) => category.id === id);
  if (!found) throw new RangeError(`not a category: ${id}`);
  return found;
}
