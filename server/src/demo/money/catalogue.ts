import type { DisclosureKind } from '@linping/shared';

/** A line of a demo statement: about so many yuan for each household and month. */
interface UsualLine {
  readonly kind: DisclosureKind;
  readonly note: string;
  readonly yuan: readonly [number, number];
}

/** Old estates: a small fee, a little common income, and most of it goes to people who guard and clean. */
export const FIRM_LINES: readonly UsualLine[] = [
  { kind: 'parking', note: '院内临时停车', yuan: [4, 9] },
  { kind: 'parcelLocker', note: '快递柜进场费', yuan: [1, 2] },
  { kind: 'advertising', note: '单元门广告框', yuan: [1, 2] },
  { kind: 'personnel', note: '门岗、保洁人员工资', yuan: [17, 22] },
  { kind: 'equipment', note: '门禁、路灯维修', yuan: [2, 4] },
  { kind: 'cleaning', note: '垃圾清运、楼道消杀', yuan: [4, 6] },
  { kind: 'greening', note: '补种、修剪', yuan: [1, 2] },
  { kind: 'utilities', note: '公共照明电费', yuan: [1, 3] },
  { kind: 'insurance', note: '公众责任险', yuan: [1, 1] },
  { kind: 'taxes', note: '增值税及附加', yuan: [1, 1] },
];
export const COMMITTEE_LINES: readonly UsualLine[] = [
  { kind: 'baseStation', note: '通信基站占用楼顶', yuan: [2, 3] },
  { kind: 'venueRent', note: '便民服务亭场地费', yuan: [1, 2] },
  { kind: 'otherExpense', note: '业主大会资料印制', yuan: [1, 1] },
];

export const FEE_NAME = '物业服务费';
export const REFUSE_FEE = { name: '生活垃圾清运费', rateFen: 500 } as const;
/** Fen for each ㎡ and month: what old estates pay. */
export const RATES_FEN = [35, 40, 45, 50, 60] as const;
export const HARDSHIP = { name: '低保户减免', permilleOff: 200 } as const;

export const OFF_LINE = '本系统启用以前由客服收取现金，逐户明细在服务处备查';
export const RETURN_REASON = '维修一项请附上领料单，人员费用请写明人数';
export const OBJECTION = '停车收入请按车位列明，业委会要求补充合同';
export const APPROVAL = '已核对停车、快递柜合同和银行回单';
export const CORRECTION = '停车收入漏记一笔，按银行回单补上';
export const QUESTIONS = [
  { kind: 'cleaning', text: '保洁花了这么多，楼道一周只拖一次，钱花在哪里了？', answer: '其中约六成是垃圾清运，按车次结算；楼道每周拖两次，记录贴在1号楼门厅，欢迎对照。' },
  { kind: 'parking', text: '院里停车的收入算进来了吗，有多少车位在收费？', answer: '算进来了，共收费临时车位14个，每月明细附在凭证里。' },
  { kind: 'equipment', text: '门禁修了三次还是坏的，这笔钱谁验收的？', answer: null },
] as const satisfies readonly { readonly kind: DisclosureKind; readonly text: string; readonly answer: string | null }[];
