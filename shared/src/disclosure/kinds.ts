/** The typed lines of a statement (七(四) 「收支帐目定期公布制度」; `domain.md` §2), in the order in which they are shown. */
export const INCOME_KINDS = ['propertyFee', 'parking', 'advertising', 'venueRent', 'parcelLocker', 'baseStation', 'otherCommonIncome', 'subsidy'] as const;
export const EXPENSE_KINDS = [
  'personnel', 'equipment', 'cleaning', 'greening', 'order', 'office', 'depreciation', 'insurance', 'utilities', 'taxes', 'remuneration', 'otherExpense',
] as const;
export const DISCLOSURE_KINDS = [...INCOME_KINDS, ...EXPENSE_KINDS] as const;
export type IncomeKind = (typeof INCOME_KINDS)[number];
export type ExpenseKind = (typeof EXPENSE_KINDS)[number];
export type DisclosureKind = (typeof DISCLOSURE_KINDS)[number];

/** What the system counts itself: nobody types it, and whoever declares another figure says why. */
export const COMPUTED_KINDS = ['propertyFee'] as const satisfies readonly DisclosureKind[];
export type ComputedKind = (typeof COMPUTED_KINDS)[number];

/** 公共收益: it belongs to the owners (民法典 282). */
export const COMMON_INCOME_KINDS = ['parking', 'advertising', 'venueRent', 'parcelLocker', 'baseStation', 'otherCommonIncome'] as const satisfies readonly IncomeKind[];

export const isIncome = (kind: DisclosureKind): kind is IncomeKind => (INCOME_KINDS as readonly DisclosureKind[]).includes(kind);
export const isComputed = (kind: DisclosureKind): kind is ComputedKind => (COMPUTED_KINDS as readonly DisclosureKind[]).includes(kind);

/** As a neighbour would say it; files and pages use the same words. */
export const DISCLOSURE_WORDS: Readonly<Record<DisclosureKind, string>> = {
  propertyFee: '物业费', parking: '停车', advertising: '广告', venueRent: '场地租赁', parcelLocker: '快递柜', baseStation: '基站', otherCommonIncome: '其他公共收益', subsidy: '政府补贴',
  personnel: '人员费用', equipment: '设施设备维护', cleaning: '保洁', greening: '绿化', order: '秩序维护', office: '办公', depreciation: '折旧', insurance: '保险',
  utilities: '水电能耗', taxes: '税费', remuneration: '酬金/利润', otherExpense: '其他支出',
};
