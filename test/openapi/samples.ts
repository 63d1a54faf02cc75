/**
 * What a field holds in the examples of the API's description, by its name; a list where a name stands for several things,
 * which their patterns tell apart. The spec refuses a text that has neither a sample nor a rule here.
 */
const SAMPLES: Readonly<Record<string, unknown>> = {
  address: '香云里1号', areaCentiSqm: 895_300, building: '1号楼', builtYear: 1980, code: 'E-001', community: '香榭丽社区', count: 2, item: 13, door: '2单元301', doorSerial: 12,
  displayName: '工作人员甲', estate: '祥云里小院', estateCode: 'E-001', halfYear: '2026H2', households: 154, name: ['祥云里小院', 'officer.one'], participated: 20, required: 16, needed: 0,
  accessToken: 'eyJzIjoiM2YyYTFiNmMi…', refreshToken: 'Jx3vYk0m2p…', password: '一句只有自己知道的话', oldPassword: '一句只有自己知道的话', newPassword: '另一句只有自己知道的话', oneTimePassword: 'k7mq-3xhd-9rtw',
  nextCursor: 'WyJFLTA1MCJd', cursor: 'WyJFLTA1MCJd', token: 'k3Jd9sQ2mX7pLw4v', buildingToken: 'k3Jd9sQ2mX7pLw4v', at: '2026-12-31T16:00:00.000Z', actor: 'staff:3f2a1b6c', action: 'round.certify', subject: 'round:3f2a1b6c',
  hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', provider: '祥和物业有限公司', overall: '您对本小区物业服务的总体评价是？', intro: '每户一份，匿名统计。', halfYears: '2026H2',
  who: '五里堡街道 · 工作人员甲', by: '五里堡街道 · 工作人员甲', enteredBy: '五里堡街道 · 工作人员甲', withdrawnBy: '五里堡街道 · 工作人员乙', submittedBy: '五里堡街道 · 工作人员甲',
  reason: '按不动产登记面积更正', formerName: '1号楼', toCertifyIn: '2026H2', unit: 'overflow', hint: '登记中没有合同备案日期', column: '建筑面积',
  street: '五里堡街道', phone: '0371-66666666', gasPhone: '0371-00009999', place: '2号楼东侧', scopeName: '五里堡街道', text: '垃圾桶外溢', comment: '楼道比以前干净。', version: 1, total: 1,
  number: '261122-4F7K', complaintNumber: '261122-4F7K', externalNumber: '410100202611220001', spot: '2单元电梯口', department: '城市管理局', parties: '投诉人、楼上住户', assignee: '示例物业 · 客服',
  consentVersion: '2026-11', providerPhone: '0371-66666666', mergedInto: '3f2a1b6c-7d80-4c1d-9a52-5f0e4b619d3e', into: '3f2a1b6c-7d80-4c1d-9a52-5f0e4b619d3e', assigned: '3f2a1b6c-7d80-4c1d-9a52-5f0e4b619d3e',
  usedBy: '3f2a1b6c-7d80-4c1d-9a52-5f0e4b619d3e', filedOn: '2026-11-22', heldOn: '2026-11-23', note: '本区运动会，全天休息', word: '加微信领取', addedBy: '区指挥部办公室 · 工作人员',
  fullUrl: '/api/v1/files/3f2a1b6c/full?expires=1795398600&signature=Jx3vYk0m2p', thumbnailUrl: '/api/v1/files/3f2a1b6c/thumbnail?expires=1795398600&signature=Qm8tLk2r5w',
  title: '您的投诉有了新的进展', path: '/pages/complaint/index?id=3f2a1b6c-7d80-4c1d-9a52-5f0e4b619d3e', ids: '3f2a1b6c-7d80-4c1d-9a52-5f0e4b619d3e',
  // money
  bodyName: '示例物业1号', period: ['2026H1', '2026Q3'], remark: '', explanation: '本系统启用以前由客服收取现金', answer: '其中约六成是垃圾清运，按车次结算。', returnedFor: '维修一项请附上领料单',
  lineNote: '垃圾清运', mchid: '1900000109', fromMonth: '2026-10', untilMonth: '2026-12', month: '2026-10', latestMonth: '2027-10', rateFen: 45, permille: 873, permilleOff: 200,
  oldestDueOn: '2026-10-31', receiptNumber: '0001-000012-1', collector: '示例物业1号 · 客服人员', taxNumber: '91410100MA44D1XX0E', voidedFor: '面积登记有误，重新出账', refusedFor: '抬头与税号不符',
  settledFor: '银行当日跨行延迟，次日到账', timeStamp: '1795305600', nonceStr: '5K8264ILTKCH16CQ2502SI8ZNMTM67VS', package: 'prepay_id=wx221605320000000000000000000000', paySign: 'oR9d8Puhn…',
  codeImage: 'data:image/svg+xml;base64,PHN2Zy…', bookedOn: '2026-11-22', happenedOn: '2026-11-22', closedThrough: '2026-06-30', reverses: '3f2a1b6c-7d80-4c1d-9a52-5f0e4b619d3e', reversedBy: '3f2a1b6c-7d80-4c1d-9a52-5f0e4b619d3e',
  on: '2026-11-22', billNumber: '0001-000012', firstDay: '2026-01-01', lastDay: '2026-06-30',
};

const RULES: readonly (readonly [RegExp, unknown])[] = [
  [/(^id|Ids?)$/, '3f2a1b6c-7d80-4c1d-9a52-5f0e4b619d3e'],
  [/(At|Until)$/, '2026-12-31T16:00:00.000Z'],
  [/Fen$/, 206_901],
  [/[dD]eciPoints$/, 949],
  [/On$/, '2026-11-22'],
  [/(^date|Date|^first|^last|First|Last|^day|^from|^to|^until)$/, '2026-10-08'],
  [/PerMille$/, 784],
];

/** The sample of a leaf, where its schema has a pattern the one that fits it; undefined where nobody has thought of one. */
export function sampleOf(name: string, pattern?: string): unknown {
  const samples = Object.hasOwn(SAMPLES, name) ? [SAMPLES[name]].flat() : [RULES.find(([rule]) => rule.test(name))?.[1]];
  return pattern === undefined ? samples[0] : samples.find((sample) => new RegExp(pattern, 'u').test(String(sample)));
}
