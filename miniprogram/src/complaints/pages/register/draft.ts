import {
  dayBefore, isDate, MOST_COMPLAINT_TEXT, shanghaiDate, startOfDayMs, type CategoryOfComplaint, type ComplaintChannel, type DateText, type RegisterComplaintBody,
} from '@linping/shared';

export const REGISTER_CHANNELS = ['phone', 'counter', 'hotline12345'] as const satisfies readonly Exclude<ComplaintChannel, 'app'>[];
export type RegisterChannel = (typeof REGISTER_CHANNELS)[number];

interface Named {
  readonly id: string;
  readonly word: string;
  readonly note?: string;
}

/** What somebody is writing down who has a caller on the line. */
export interface RegisterDraft {
  /** Made once, so that sending it again is the same complaint. */
  readonly id: string;
  readonly channel: RegisterChannel | '';
  readonly externalNumber: string;
  /** Day and time of the call, as the officer reads them: 「2026-11-22」, 「9:05」. */
  readonly receivedOn: DateText;
  readonly receivedTime: string;
  readonly estate: Named | undefined;
  /** Empty where it is about the whole estate, or a place outdoors. */
  readonly buildingId: string;
  readonly category: CategoryOfComplaint | '';
  readonly spot: string;
  readonly text: string;
  readonly isUrgent: boolean;
  readonly name: string;
  readonly phone: string;
  readonly showContactToFirm: boolean;
}

export const LONGEST_SPOT = 100;
export const LONGEST_NUMBER = 40;
export const LONGEST_NAME = 40;
export const LONGEST_PHONE = 20;
export const LONGEST_WORDS = MOST_COMPLAINT_TEXT;

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** A call that came in longer ago is registered as of three days ago: the clocks would have run out before anybody was told. */
const EARLIEST_DAYS = 3;
const EARLIEST_MS = EARLIEST_DAYS * 24 * HOUR_MS;

/** 「9:05」 in Asia/Shanghai. */
export function clockOf(ms: number): string {
  const minutes = Math.floor((ms - startOfDayMs(shanghaiDate(ms))) / MINUTE_MS);
  const rest = minutes % 60;
  return `${(minutes - rest) / 60}:${rest < 10 ? '0' : ''}${rest}`;
}

export const newDraft = (id: string, nowMs: number): RegisterDraft => ({
  id, channel: '', externalNumber: '', receivedOn: shanghaiDate(nowMs), receivedTime: clockOf(nowMs), estate: undefined, buildingId: '', category: '', spot: '', text: '',
  isUrgent: false, name: '', phone: '', showContactToFirm: false,
});

/** Today and the days before it on which the call may have come, the newest first. */
export function receivedDays(nowMs: number): readonly DateText[] {
  const days = [shanghaiDate(nowMs)];
  while (days.length <= EARLIEST_DAYS) days.push(dayBefore(days[days.length - 1]!));
  return days;
}

const TIME = /^(\d{1,2})[:：.](\d{2})$/;

/** The instant of a day and 「9:05」; undefined where they name none. */
export function receivedMs({ receivedOn, receivedTime }: Pick<RegisterDraft, 'receivedOn' | 'receivedTime'>): number | undefined {
  const [, hours = '', minutes = ''] = TIME.exec(receivedTime.trim()) ?? [];
  if (hours === '' || !isDate(receivedOn) || Number(hours) > 23 || Number(minutes) > 59) return undefined;
  return startOfDayMs(receivedOn) + Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS;
}

export type RegisterField = 'channel' | 'externalNumber' | 'received' | 'estate' | 'category' | 'spot' | 'text' | 'contact';
export type Faults = Readonly<Partial<Record<RegisterField, string>>>;

/** What still has to be put right, field by field, in the order of the form. */
export function faultsOf(draft: RegisterDraft, nowMs: number): Faults {
  const received = receivedMs(draft);
  const found: Record<RegisterField, string | false> = {
    channel: draft.channel === '' && '先选从哪里来的',
    externalNumber: draft.channel === 'hotline12345' && draft.externalNumber.trim() === '' && '12345 的工单编号要填，免得登记两次',
    received: receivedFault(received, nowMs),
    estate: draft.estate === undefined && '先选是哪个小区',
    category: draft.category === '' && '先选一类',
    spot: draft.spot.trim() === '' && '写清楚在哪里，如：2单元电梯口',
    text: draft.text.trim() === '' && '写下来电人说的情况',
    contact: contactFault(draft),
  };
  return Object.fromEntries(Object.entries(found).filter(([, fault]) => fault !== false)) as Faults;
}

function receivedFault(received: number | undefined, nowMs: number): string | false {
  if (received === undefined) return '时间写成 9:05 这样';
  if (received > nowMs) return '不能晚于现在';
  return received < nowMs - EARLIEST_MS && '最早只能是三天前；更早的请写三天前，在情况里说明';
}

function contactFault({ name, phone }: RegisterDraft): string | false {
  const [named, numbered] = [name.trim() !== '', phone.trim() !== ''];
  if (!named && !numbered) return false;
  if (!numbered) return '电话没有填，回访时要用';
  if (!named) return '称呼没有填，如：来电居民';
  return !/^\+?[\d -]{7,20}$/.test(phone.trim()) && '电话号码至少 7 位，只能是数字、空格和短横';
}

/** Undefined while {@link faultsOf} names something. */
export function bodyOf(draft: RegisterDraft, photoIds: readonly string[], nowMs: number): RegisterComplaintBody | undefined {
  const { id, channel, estate, category, buildingId, isUrgent } = draft;
  const received = receivedMs(draft);
  if (Object.keys(faultsOf(draft, nowMs)).length > 0 || channel === '' || !estate || category === '' || received === undefined) return undefined;
  const externalNumber = draft.externalNumber.trim();
  const contact = { name: draft.name.trim(), phone: draft.phone.trim() };
  const hasContact = contact.phone !== '';
  return {
    id, channel, category, isUrgent, photoIds, estateId: estate.id, receivedAt: new Date(received).toISOString(), spot: draft.spot.trim(), text: draft.text.trim(),
    showContactToFirm: hasContact && draft.showContactToFirm,
    ...(buildingId && { buildingId }), ...(externalNumber && { externalNumber }), ...(hasContact && { contact }),
  };
}

/** What the device keeps of it. Who called is not among it: it is a shared computer, and a name there outlives the call. */
export const keptOf = (draft: RegisterDraft): RegisterDraft => ({ ...draft, name: '', phone: '', showContactToFirm: false });
