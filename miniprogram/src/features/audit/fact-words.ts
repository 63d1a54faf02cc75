import {
  BOOK_BODY_WORDS, DISCLOSURE_WORDS, isDisclosurePeriod, isItemNumber, periodName, PROVIDER_KIND_WORDS, rubricItem, unitOf,
  type AuditFacts, type BookBody, type ComplaintStatus, type CosignVerdict, type DisclosureFrequency, type DisclosureKind, type DisclosurePeriod,
  type DueView, type EstateStage, type ItemNumber, type ProviderKind, type Role,
} from '@linping/shared';
import { CALL_BACK_LABELS, COMPLAINT_CLOCK_LABELS, COMPLAINT_STATUS_LABELS, MEDIATION_OUTCOME_LABELS } from '../complaints/labels.ts';
import { COSIGN_LABELS, FREQUENCY_LABELS } from '../disclosures/labels.ts';
import { STAGE_LABELS } from '../estates/labels.ts';
import { ROLE_LABELS } from '../identity/role-labels.ts';
import { yuan } from '../money/yuan.ts';
import { squareMetres } from '../register/area.ts';
import { FIELD_LABELS } from './field-words.ts';

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
      return PROVIDER_KIND_WORDS[value as ProviderKind] ?? DISCLOSURE_WORDS[value as DisclosureKind] ?? String(value);
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
      return BOOK_BODY_WORDS[value as BookBody] ?? String(value);
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
