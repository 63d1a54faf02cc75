import { COMPLAINT_CONSENT_VERSION, complaintCategory, type CategoryOfComplaint, type FileComplaintBody } from '@linping/shared';

/** Where one stands: the building of the QR, or the own household's. */
export interface DraftPlace {
  readonly token?: string;
  readonly householdId?: string;
  readonly estateId: string;
  /** 「祥云里小院 1号楼」 */
  readonly words: string;
}
/** What has been tapped and typed. */
export interface ComplaintContent {
  readonly category?: CategoryOfComplaint;
  readonly spot: string;
  readonly text: string;
  readonly isUrgent: boolean;
  readonly name: string;
  readonly phone: string;
  readonly showContactToFirm: boolean;
  readonly hasConsented: boolean;
}
export const EMPTY_COMPLAINT: ComplaintContent = { spot: '', text: '', isUrgent: false, name: '', phone: '', showContactToFirm: false, hasConsented: false };

/** One complaint on this phone, until the server has it. */
export interface ComplaintDraft {
  /** Made once: pressing twice, or sending again after a dead network, is the same complaint. */
  readonly id: string;
  readonly place: DraftPlace;
  readonly content: ComplaintContent;
  readonly startedAtMs: number;
  /** 提交 was pressed; it goes out as it stands. */
  readonly isQueued: boolean;
  /** Its photos were sent once more, because the server no longer had them. */
  readonly hasResentPhotos: boolean;
  readonly refusal?: { readonly code: string; readonly title: string };
}

export const keyOfPlace = ({ token, householdId }: Pick<DraftPlace, 'token' | 'householdId'>): string => token ?? householdId ?? '';

/** The box of the photo queue that belongs to a draft. */
export const boxOf = (draftId: string): string => `complaint:${draftId}`;

export const hasBegun = ({ category, spot, text, isUrgent, name, phone }: ComplaintContent): boolean =>
  category !== undefined || isUrgent || [spot, text, name, phone].some((typed) => typed !== '');

/** What is still missing, in the words of the page; undefined when it can be sent. */
export function missing(content: ComplaintContent, photos: number): string | undefined {
  if (!content.category) return '请先选一类问题';
  // A rude guard has no place and a broken lamp needs no words, but something has to say which it is.
  if (photos === 0 && content.spot.trim() === '' && content.text.trim() === '') return '请写一下位置，或拍张照片、说几句';
  if ((content.name.trim() === '') !== (content.phone.trim() === '')) return '称呼和电话请一起填，或都不填';
  if (content.phone.trim() !== '' && !isPhone(content.phone)) return '电话号码不完整，请核对';
  if (!content.hasConsented) return '请先阅读并同意处理说明';
  return undefined;
}

/** A mobile number, or a landline with its area code. */
const isPhone = (typed: string): boolean => /^(1\d{10}|0\d{2,3}-?\d{7,8}(-\d{1,4})?)$/.test(typed.trim());

/** The body as it is sent, however often. Only for a draft that {@link missing} finds complete. */
export function bodyOf({ id, place: { token, householdId }, content }: ComplaintDraft, photoIds: readonly string[]): FileComplaintBody | undefined {
  if (!content.category) return undefined;
  const [name, phone] = [content.name.trim(), content.phone.trim()];
  return {
    id,
    ...(token ? { token } : { householdId: householdId ?? '' }),
    category: content.category,
    spot: content.spot.trim(),
    // Who only tapped has said as much as the word they tapped on.
    text: content.text.trim() || complaintCategory(content.category).word,
    photoIds,
    isUrgent: content.isUrgent,
    consentVersion: content.hasConsented ? COMPLAINT_CONSENT_VERSION : '',
    ...(phone === '' ? {} : { contact: { name, phone } }),
    showContactToFirm: phone !== '' && content.showContactToFirm,
  };
}
