import {
  DISCLOSURE_WORDS,
  isDisclosurePeriod,
  isItemNumber,
  periodName,
  rubricItem,
  unitOf,
  type AuditFacts,
  type BookBody,
  type ComplaintStatus,
  type CosignVerdict,
  type DisclosureFrequency,
  type DisclosureKind,
  type DisclosurePeriod,
  type DueView,
  type EstateStage,
  type HistoryLineView,
  type ItemNumber,
  type ProviderKind,
  type Role,
} from '@linping/shared';
import { CALL_BACK_LABELS, COMPLAINT_CLOCK_LABELS, COMPLAINT_STATUS_LABELS, MEDIATION_OUTCOME_LABELS } from '../complaints/labels.ts';
import { BODY_LABELS, COSIGN_LABELS, FREQUENCY_LABELS } from '../disclosures/labels.ts';
import { PROVIDER_KIND_LABELS, STAGE_LABELS } from '../estates/labels.ts';
import { ROLE_LABELS } from '../identity/role-labels.ts';
import { yuan } from '../money/yuan.ts';
import { squareMetres } from '../register/area.ts';

/** What was done, by what it was done to. Everything that the server writes into the log stands here; a spec holds it to that. */
export const ACTION_GROUPS: readonly { readonly word: string; readonly actions: Readonly<Record<string, string>> }[] = [
  {
    word: '小区登记',
    actions: {
      'estate.import': '导入小区列表',
      'estate.edit': '更正小区资料',
      'estate.moveStage': '推进实施阶段',
      'contract.add': '登记合同',
      'contract.edit': '更正合同',
      'provider.add': '登记企业',
      'provider.edit': '更正企业资料',
    },
  },
  {
    word: '楼栋与住户',
    actions: {
      'household.import': '导入住户列表',
      'building.add': '添加楼栋',
      'building.rename': '楼栋改名',
      'building.remove': '删除楼栋',
      'household.add': '添加住户',
      'household.edit': '更正门牌',
      'household.remove': '删除住户',
      'buildingToken.issue': '生成楼栋二维码',
      'householdCode.issue': '制作户码',
      'householdCode.handOut': '发放户码',
      'household.release': '解除手机绑定',
    },
  },
  {
    word: '问卷',
    actions: {
      'questionnaire.publish': '发布问卷',
      'campaign.create': '建立问卷活动',
      'round.open': '一轮开始',
      'round.extend': '延期',
      'round.close': '截止',
      'round.supplement': '开补充调查',
      'round.certify': '认定结果',
      'round.insufficient': '样本不足结束',
      'sealKey.destroy': '销毁密封密钥',
    },
  },
  {
    word: '考核',
    actions: {
      'assessment.open': '建立评分表',
      'assessment.submit': '提交评分表',
      'deduction.enter': '录入扣分',
      'deduction.change': '更正扣分',
      'deduction.withdraw': '撤回扣分',
    },
  },
  {
    word: '内容审核',
    actions: {
      'moderation.decide': '审核照片或文字',
      'moderation.addWord': '添加关键词',
      'moderation.removeWord': '删除关键词',
    },
  },
  {
    word: '账号',
    actions: {
      'staff.create': '建立账号',
      'staff.invite': '开通账号',
      'staff.scope': '调整岗位或范围',
      'staff.disable': '停用账号',
      'staff.enable': '重新启用账号',
      'staff.reset': '重置密码',
      'password.change': '本人修改密码',
      'signIn.locked': '密码多次输错，已锁定',
    },
  },
  {
    word: '工作日历',
    actions: {
      'calendar.set': '设置例外日期',
      'calendar.lift': '取消例外日期',
    },
  },
  {
    word: '投诉',
    actions: {
      'complaint.file': '提交投诉',
      'complaint.add': '补充说明',
      'complaint.answer': '回复询问',
      'complaint.confirm': '确认已解决',
      'complaint.reopen': '要求重新处理',
      'complaint.withdraw': '撤回投诉',
      'complaint.object': '提出异议',
      'complaint.acknowledge': '先行回应',
      'complaint.accept': '受理',
      'complaint.assign': '派单',
      'complaint.reply': '回复',
      'complaint.ask': '询问居民',
      'complaint.resolve': '办结',
      'complaint.requestExtension': '申请延期',
      'complaint.grantExtension': '同意延期',
      'complaint.refuseExtension': '不同意延期',
      'complaint.supervise': '督办',
      'complaint.mediate': '矛盾调解',
      'complaint.callBack': '回访未联系上',
      'complaint.merge': '并入另一件',
      'complaint.reject': '不予受理',
      'complaint.refer': '转其他部门',
      'complaint.returnToFirm': '退回物业',
      'complaint.resume': '等待到期，继续计时',
      'complaint.escalate': '超期上报',
      'complaint.closeSilently': '未收到回复，自动结束',
      'complaint.readContact': '查看联系方式',
    },
  },
  {
    word: '投诉常用语',
    actions: {
      'complaintTemplate.add': '添加常用语',
      'complaintTemplate.change': '更正常用语',
      'complaintTemplate.remove': '删除常用语',
    },
  },
  {
    word: '收支公示',
    actions: {
      'statement.begin': '开始编制收支公示',
      'statement.edit': '填写期初余额或说明',
      'statement.declare': '申报系统计算的项目',
      'statement.addLine': '添加明细',
      'statement.editLine': '更正明细',
      'statement.removeLine': '删除明细',
      'statement.importLines': '导入明细',
      'statement.discard': '放弃编制',
      'statement.submit': '提交街道审核',
      'statement.withdraw': '撤回修改',
      'statement.return': '退回修改',
      'statement.approve': '审核通过',
      'statement.publish': '公布收支公示',
      'statement.correct': '开始编制更正版',
      'statement.cosign': '业主委员会联签或提出异议',
      'lineQuestion.ask': '对收支提问',
      'lineQuestion.answer': '公开答复提问',
      'lineQuestion.complain': '提问转为投诉',
      'disclosureSettings.edit': '设置公示周期',
    },
  },
  {
    word: '物业费账单',
    actions: {
      'feeStandard.add': '登记收费标准',
      'feeStandard.end': '结束收费标准',
      'feeStandard.remove': '撤销未生效的收费标准',
      'feeDiscount.add': '登记收费优惠',
      'feeDiscount.end': '结束收费优惠',
      'feeDiscount.remove': '撤销未生效的收费优惠',
      'feeArea.set': '登记收费面积',
      'feeArea.import': '导入收费面积',
      'bill.generate': '批量出账',
      'bill.prepay': '住户申请预缴',
      'bill.lapse': '预缴账单到期取消',
      'bill.void': '作废账单',
      'bill.collect': '登记收款',
      'bill.reverse': '冲正收款',
      'bill.remind': '提醒缴费',
      'invoice.request': '申请开票',
      'invoice.issue': '上传发票',
      'invoice.refuse': '拒绝开票',
    },
  },
  {
    word: '账本与对账',
    actions: {
      'ledger.check': '每夜核对账本',
      'reconciliation.run': '与微信账单核对一天',
      'reconciliation.settle': '说明对账差异',
      'reconciliation.settleItself': '对账差异自行消除',
    },
  },
  {
    word: '微信支付',
    actions: {
      'merchant.enter': '登记商户号',
      'payment.order': '发起支付',
      'payment.beginClosing': '要求关闭订单',
      'payment.close': '关闭订单，账单可再付',
      'payment.settle': '支付到账',
      'payment.late': '订单关闭后到账，自动退回',
      'payment.differs': '到账金额与订单不符，未入账',
      'refund.ask': '申请退款',
      'refund.succeed': '退款已退回',
      'refund.abnormal': '退款异常，待企业处理',
      'refund.close': '退款关闭',
    },
  },
  { word: '演示', actions: { 'demo.begin': '开始载入演示数据', 'demo.end': '演示数据载入完成' } },
];

const ACTION_LABELS: Readonly<Record<string, string>> = ACTION_GROUPS.reduce((all, { actions }) => ({ ...all, ...actions }), {});

export const actionInWords = (action: string): string => ACTION_LABELS[action] ?? action;

const FIELD_LABELS: Readonly<Record<string, string>> = {
  name: '名称',
  address: '地址',
  builtYear: '建成年份',
  areaCentiSqm: '建筑面积',
  reason: '理由',
  phone: '电话',
  kind: '类型',
  provider: '企业',
  signedDate: '签订',
  filedDate: '备案',
  entryDate: '进场',
  endDate: '截止',
  isSubsidised: '享受补贴',
  stage: '阶段',
  from: '从',
  to: '到',
  date: '日期',
  street: '街道',
  community: '社区',
  source: '来源',
  building: '楼栋',
  door: '门牌',
  wasHeld: '当时有手机绑定',
  codes: '户码',
  rows: '行数',
  created: '新增',
  changed: '更正',
  role: '岗位',
  scopeName: '范围',
  attempts: '次数',
  households: '住户',
  participated: '参与',
  valid: '有效',
  estates: '小区',
  halfYear: '半年',
  closesAt: '截止到',
  scale: '选项',
  sheets: '评分表',
  item: '序号',
  unit: '扣分',
  count: '数量',
  deciPoints: '分值（十分之一）',
  accepted: '收到',
  counted: '计入',
  contractId: '合同',
  householdId: '住户编号',
  scopeId: '范围编号',
  sheetId: '评分表',
  sha256: '文件校验码',
  doorSerials: '门牌序号',
  title: '标题',
  text: '内容',
  providerId: '企业编号',
  word: '关键词',
  decision: '结论',
  heldKind: '内容',
  isWorkingDay: '上班',
  complaint: '投诉',
  number: '编号',
  sequence: '第几步',
  status: '进度',
  rating: '评分',
  workingDays: '工作日',
  until: '最晚',
  clock: '时限',
  outcome: '结果',
  estateId: '小区编号',
  mergedInto: '并入的投诉',
  assigneeId: '派给的账号',
  period: '公示期',
  edition: '版次',
  hash: '公布版校验码',
  openingFen: '期初余额',
  incomeFen: '收入',
  expenseFen: '支出',
  closingFen: '期末余额',
  amountFen: '金额',
  paidFen: '实际到账',
  refund: '退款编号',
  isActive: '启用收款',
  mode: '收款方式',
  mchid: '商户号',
  note: '说明',
  declaredFen: '申报数',
  knownFen: '系统记录',
  explanation: '差额说明',
  remark: '编制说明',
  frequency: '公示周期',
  verdict: '表态',
  vouchers: '凭证份数',
  body: '编制方',
  bodyId: '编制方编号',
  lineId: '明细编号',
  corrects: '更正的版本',
  checks: '核对项',
  looked: '核对条数',
  faults: '发现问题',
  before: '截至（毫秒）',
  digest: '账本校验码',
  day: '日期',
  matched: '一致笔数',
  matchedFen: '一致收款',
  refundedFen: '一致退款',
  differences: '差异笔数',
  finding: '差异',
  basis: '计费方式',
  rateFen: '单价',
  fromMonth: '起始月',
  untilMonth: '截止月',
  permilleOff: '优惠千分数',
  dueOn: '缴费期限',
  bills: '账单数',
  totalFen: '合计',
  paidOn: '收款日期',
  receiptNumber: '收据号',
  reminded: '已提醒户数',
  passedOver: '未提醒户数',
  titleKind: '抬头类型',
  standardId: '收费标准编号',
  discountId: '优惠编号',
  collectionId: '收款编号',
  requestId: '申请编号',
  channel: '渠道',
};
const FINDING_LABELS: Readonly<Record<string, string>> = { missingHere: '我方缺少', missingThere: '微信缺少', amountDiffers: '金额不符' };
const PAYMENT_CHANNEL_LABELS: Readonly<Record<string, string>> = { wechat: '微信', cash: '现金', transfer: '转账' };
const FEE_BASIS_LABELS: Readonly<Record<string, string>> = { area: '按面积', fixed: '按户定额' };
const OUTCOME_LABELS: Readonly<Record<string, string>> = { ...MEDIATION_OUTCOME_LABELS, ...CALL_BACK_LABELS };
/** What only a program needs: the place is said by its name, and a file by what it brought. */
const FOR_PROGRAMS: readonly string[] = ['contractId', 'householdId', 'scopeId', 'sheetId', 'sha256', 'doorSerials', 'providerId', 'estateId', 'mergedInto', 'assigneeId', 'standardId', 'discountId', 'collectionId', 'requestId', 'before', 'digest'];

type Fact = AuditFacts[string];

/** 「名称：旧 → 新」 for what an edit changed, 「门牌：1单元101」 for the rest. With `all`, also what only a program needs and what is empty. */
export function factsInWords(facts: AuditFacts, { all = false } = {}): readonly string[] {
  const isEmpty = (field: string) => (facts[field] === null || facts[field] === '') && !(formerOf(field) in facts);
  const isShown = (field: string) => !(isFormer(field, facts) || (!all && (FOR_PROGRAMS.includes(field) || isEmpty(field))));
  return Object.keys(facts)
    .filter(isShown)
    .map((field) => {
      const former = formerOf(field);
      const now = valueInWords(field, facts[field]!, facts);
      return `${FIELD_LABELS[field] ?? field}：${former in facts ? `${valueInWords(field, facts[former]!, facts)} → ` : ''}${now}`;
    });
}

const formerOf = (field: string): string => `former${field.charAt(0).toUpperCase()}${field.slice(1)}`;

function isFormer(field: string, facts: AuditFacts): boolean {
  const now = field.startsWith('former') ? `${field.charAt(6).toLowerCase()}${field.slice(7)}` : '';
  return now !== '' && now in facts;
}

function valueInWords(field: string, value: Fact, { item }: AuditFacts): string {
  if (value === null || value === '') return field === 'scopeName' ? '全区' : '（空）';
  if (typeof value === 'boolean') return value ? '是' : '否';
  switch (field) {
    case 'source':
      return value === 'import' ? '导入列表' : String(value);
    case 'areaCentiSqm':
      return squareMetres(Number(value));
    case 'stage':
    case 'from':
    case 'to':
      return STAGE_LABELS[value as EstateStage] ?? String(value);
    case 'kind':
      return PROVIDER_KIND_LABELS[value as ProviderKind] ?? DISCLOSURE_WORDS[value as DisclosureKind] ?? String(value);
    case 'unit':
      return (isItemNumber(Number(item)) && unitOf(rubricItem(Number(item) as ItemNumber), String(value))?.label) || String(value);
    case 'status':
      return COMPLAINT_STATUS_LABELS[value as ComplaintStatus] ?? String(value);
    case 'clock':
      return COMPLAINT_CLOCK_LABELS[value as DueView['clock']] ?? String(value);
    case 'outcome':
      return OUTCOME_LABELS[String(value)] ?? String(value);
    case 'decision':
      return value === 'passed' ? '通过' : '不通过';
    case 'heldKind':
      return value === 'photo' ? '照片' : '文字';
    case 'period':
      return isDisclosurePeriod(String(value)) ? periodName(value as DisclosurePeriod) : String(value);
    case 'body':
      return BODY_LABELS[value as BookBody] ?? String(value);
    case 'frequency':
      return FREQUENCY_LABELS[value as DisclosureFrequency] ?? String(value);
    case 'channel':
      return PAYMENT_CHANNEL_LABELS[String(value)] ?? String(value);
    case 'basis':
      return FEE_BASIS_LABELS[String(value)] ?? String(value);
    case 'titleKind':
      return value === 'company' ? '单位' : '个人';
    case 'finding':
      return FINDING_LABELS[String(value)] ?? String(value);
    case 'verdict':
      return COSIGN_LABELS[value as CosignVerdict] ?? String(value);
    case 'role':
      return ROLE_LABELS[value as Role] ?? String(value);
    default:
      return field.endsWith('Fen') ? `${yuan(Number(value))}元` : String(value);
  }
}

/** Who a line names: a person, a job of the system, or nobody in particular. */
export function actorInWords({ actor, who }: Pick<HistoryLineView, 'actor' | 'who'>): string {
  if (who !== null) return who;
  if (actor.startsWith('job:')) return '系统';
  return ROLE_LABELS[actor as Role] ?? '已删除的账号';
}

const SUBJECT_LABELS: Readonly<Record<string, string>> = {
  estate: '小区',
  provider: '企业',
  building: '楼栋',
  household: '住户',
  round: '问卷轮次',
  campaign: '问卷活动',
  questionnaire: '问卷',
  halfYear: '半年',
  sheet: '评分表',
  deduction: '扣分',
  calendarDay: '日期',
  staff: '账号',
  import: '导入',
  moderation: '待审内容',
  moderationWord: '关键词',
  street: '街道',
  district: '全区',
  complaint: '投诉',
  complaintTemplate: '投诉常用语',
  statement: '收支公示',
  bill: '账单',
};
const SHOWN_OF_ID = 8;

/** 「小区 1a2b3c4d」: the kind of thing, and enough of its id to tell two apart. */
export function subjectInWords(subject: string): string {
  const colon = subject.indexOf(':');
  const [kind, id] = [subject.slice(0, colon), subject.slice(colon + 1)];
  return `${SUBJECT_LABELS[kind] ?? kind} ${id.length > 20 ? id.slice(0, SHOWN_OF_ID) : id}`;
}
