import type { ComplaintView, FileComplaintBody } from '@linping/shared';
import { codeOf } from '../../api/transport.ts';
import { KeptRecords, type RecordStorage } from '../outbox/kept-records.ts';
import { finalRefusal, sendWaiting } from '../outbox/send-waiting.ts';
import { bodyOf, boxOf, EMPTY_COMPLAINT, keyOfPlace, type ComplaintContent, type ComplaintDraft, type DraftPlace } from './draft.ts';
import type { PhotoQueue } from './photo-queue.ts';

export interface ComplaintOutboxPorts {
  readonly storage: RecordStorage;
  readonly newId: () => string;
  readonly nowMs: () => number;
  readonly photos: Pick<PhotoQueue, 'flush' | 'isWaiting' | 'isRefused' | 'photoIds' | 'release' | 'resend' | 'discard'>;
  readonly send: (body: FileComplaintBody) => Promise<ComplaintView>;
  readonly onFiled: (complaint: ComplaintView) => void;
}

const PHOTOS_REFUSED = { code: 'PHOTO_UNKNOWN', title: '有照片没有传成，请移除或重传以后再提交' } as const;

/**
 * Keeps what a resident writes, and sends each complaint exactly once: its id is fixed with the first touch. Photos go
 * first; until all have arrived the complaint waits with them.
 */
export class ComplaintOutbox {
  private readonly drafts: KeptRecords<ComplaintDraft>;
  readonly subscribe: KeptRecords<ComplaintDraft>['subscribe'];
  readonly version: KeptRecords<ComplaintDraft>['version'];

  constructor(private readonly ports: ComplaintOutboxPorts) {
    this.drafts = new KeptRecords(ports.storage, 'linping.complaints');
    this.subscribe = this.drafts.subscribe;
    this.version = this.drafts.version;
  }

  draft(id: string): ComplaintDraft | undefined {
    return this.drafts.get(id);
  }

  /** What is being written for a place, and was not submitted yet. */
  draftAt(place: Pick<DraftPlace, 'token' | 'householdId'>): ComplaintDraft | undefined {
    return this.drafts.all().find((draft) => !draft.isQueued && keyOfPlace(draft.place) === keyOfPlace(place));
  }

  /** Submitted, and not known to have arrived. */
  waiting(): readonly ComplaintDraft[] {
    return this.drafts.all().filter(({ isQueued }) => isQueued);
  }

  /** Begun and not submitted, or back from the server with a refusal. */
  unfinished(): readonly ComplaintDraft[] {
    return this.drafts.all().filter(({ isQueued }) => !isQueued);
  }

  hasWaiting(): boolean {
    return this.waiting().length > 0;
  }

  /** A draft for a place: the one that was begun there, or a new one, kept from its first change on. */
  begin(place: DraftPlace): ComplaintDraft {
    return this.draftAt(place) ?? {
      id: this.ports.newId(), place, content: EMPTY_COMPLAINT, startedAtMs: this.ports.nowMs(), isQueued: false, hasResentPhotos: false,
    };
  }

  /** Keeps what is being filled in. What was submitted is changed no more. */
  edit(draft: ComplaintDraft, content: ComplaintContent): void {
    const kept = this.draft(draft.id) ?? draft;
    if (!kept.isQueued) this.drafts.put(draft.id, { ...kept, content });
  }

  /** 提交. A second press does nothing. */
  queue(id: string): void {
    const draft = this.draft(id);
    if (draft) this.drafts.put(id, { ...draft, isQueued: true, refusal: undefined });
  }

  /** The resident wants none of it after all. */
  discard(id: string): void {
    this.ports.photos.discard(boxOf(id));
    this.drafts.drop(id);
  }

  clear(): void {
    this.drafts.clear();
  }

  /** Sends what waits, one after the other. */
  readonly flush = sendWaiting<ComplaintDraft>({
    next: () => this.waiting(),
    attempt: ({ id, hasResentPhotos }) => `${id}#${hasResentPhotos}`,
    send: (draft) => this.sendOne(draft),
  });

  private async sendOne(draft: ComplaintDraft): Promise<void> {
    const { photos } = this.ports;
    const box = boxOf(draft.id);
    await photos.flush();
    if (photos.isRefused(box)) return this.refuse(draft.id, PHOTOS_REFUSED);
    const body = bodyOf(draft, photos.photoIds(box));
    if (photos.isWaiting(box) || !body) return; // with the next network
    try {
      const complaint = await this.ports.send(body);
      photos.release(box);
      this.drafts.drop(draft.id);
      this.ports.onFiled(complaint);
    } catch (error) {
      if (codeOf(error) === 'PHOTO_UNKNOWN' && !draft.hasResentPhotos) {
        // They waited too long and were collected, or were another session's: the phone still has them.
        photos.resend(box);
        this.change(draft.id, { hasResentPhotos: true });
        return;
      }
      const refusal = finalRefusal(error);
      if (refusal) this.refuse(draft.id, refusal);
    }
  }

  /** Back into the form, with the sentence that says why. */
  private refuse(id: string, refusal: { readonly code: string; readonly title: string }): void {
    this.change(id, { isQueued: false, hasResentPhotos: false, refusal });
  }

  private change(id: string, change: Partial<ComplaintDraft>): void {
    const draft = this.draft(id);
    if (draft) this.drafts.put(id, { ...draft, ...change });
  }
}
