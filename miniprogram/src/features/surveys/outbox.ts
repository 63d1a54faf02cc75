import type { ParticipationView, SubmitAnswerBody } from '@linping/shared';
import { KeptRecords, type RecordStorage } from '../outbox/kept-records.ts';
import { finalRefusal, sendWaiting } from '../outbox/send-waiting.ts';
import { EMPTY_CONTENT, hasContent, type Draft, type DraftContent } from './draft.ts';

export interface OutboxPorts {
  readonly storage: RecordStorage;
  readonly send: (roundId: string, body: SubmitAnswerBody) => Promise<unknown>;
  readonly newId: () => string;
}

export const DRAFTS_KEY = 'linping.drafts';
const keyOf = (roundId: string, householdId: string) => `${roundId}/${householdId}`;

/**
 * Keeps unsent answers and sends each exactly once: the submission id and revision are fixed when the resident presses
 * 提交, so every later attempt is the same answer to the server.
 */
export class Outbox {
  private readonly drafts: KeptRecords<Draft>;
  readonly subscribe: KeptRecords<Draft>['subscribe'];
  readonly version: KeptRecords<Draft>['version'];

  constructor(private readonly ports: OutboxPorts) {
    this.drafts = new KeptRecords(ports.storage, DRAFTS_KEY);
    this.subscribe = this.drafts.subscribe;
    this.version = this.drafts.version;
  }

  draft(roundId: string, householdId: string): Draft | undefined {
    return this.drafts.get(keyOf(roundId, householdId));
  }

  /** Answers that the resident has submitted and the server has not confirmed. */
  waiting(): readonly Draft[] {
    return this.drafts.all().filter((draft) => draft.pending);
  }

  hasWaiting(): boolean {
    return this.waiting().length > 0;
  }

  /** Keeps what is being filled in; a submitted answer that still waits goes out all the same. */
  edit(roundId: string, householdId: string, content: DraftContent): void {
    this.put({ ...(this.draft(roundId, householdId) ?? this.blank(roundId, householdId)), content });
  }

  /** 提交: fixes the revision. Nothing to do without an overall opinion, so a second press does nothing. */
  queue(roundId: string, householdId: string, questionnaireVersion: number): void {
    const draft = this.draft(roundId, householdId);
    if (!draft?.content.overall) return;
    const revision = draft.revision + 1;
    this.put({ ...draft, revision, content: EMPTY_CONTENT, pending: { revision, questionnaireVersion, content: draft.content }, refusal: undefined });
  }

  /**
   * Goes on from what the server has of this phone: after the storage was lost, or when a second tab answered under
   * another id. A pending answer that has arrived (only the reply was lost) is done.
   */
  adopt(roundId: string, known: ParticipationView): void {
    const refused = this.draft(roundId, known.householdId);
    // The server just answered for this household, so it is this phone's again.
    if (refused?.refusal?.code === 'NOT_YOUR_HOUSEHOLD') this.put({ ...refused, refusal: undefined });
    if (known.by !== 'thisPhone' || known.submissionId === null) return;
    const { householdId, submissionId, revision: arrived } = known;
    const draft = this.draft(roundId, householdId) ?? { ...this.blank(roundId, householdId), submissionId };
    if (draft.submissionId !== submissionId) {
      const revision = arrived + (draft.pending ? 1 : 0);
      this.put({ ...draft, submissionId, revision, arrived, ...(draft.pending ? { pending: { ...draft.pending, revision } } : {}) });
    } else if (draft.arrived < arrived) {
      const isDone = draft.pending !== undefined && draft.pending.revision <= arrived;
      this.put({ ...draft, arrived, revision: Math.max(draft.revision, arrived), ...(isDone ? { pending: undefined } : {}) });
    }
  }

  /** Sends what waits. Called at launch, when the app is shown, when the network returns and by the pages; one at a time. */
  readonly flush = sendWaiting<Draft>({
    next: () => this.waiting(),
    attempt: ({ submissionId, revision }) => `${submissionId}#${revision}`,
    send: (draft) => this.sendOne(draft),
  });

  /** Forgets everything: the resident gave the device session back. */
  clear(): void {
    this.drafts.clear();
  }

  private async sendOne(draft: Draft): Promise<void> {
    const { roundId, householdId, submissionId, pending } = draft;
    if (!pending?.content.overall) return;
    const { overall, topics, comment } = pending.content;
    const { revision, questionnaireVersion } = pending;
    try {
      await this.ports.send(roundId, { submissionId, revision, householdId, questionnaireVersion, overall, topics, comment });
      this.settle(draft, (now) => ({ ...now, arrived: Math.max(now.arrived, revision), refusal: undefined }));
    } catch (error) {
      const refusal = finalRefusal(error);
      if (!refusal) return; // it stays pending
      // Back into the form, unless something newer stands there already.
      this.settle(draft, (now) => ({ ...now, refusal, content: hasContent(now.content) ? now.content : pending.content }));
    }
  }

  /** Only what was sent is settled: the resident may have submitted a change meanwhile. */
  private settle(was: Draft, outcome: (draft: Draft) => Draft): void {
    const now = this.draft(was.roundId, was.householdId);
    if (now?.pending?.revision !== was.pending?.revision || now?.submissionId !== was.submissionId) return;
    this.put({ ...outcome(now), pending: undefined });
  }

  private blank(roundId: string, householdId: string): Draft {
    return { roundId, householdId, submissionId: this.ports.newId(), revision: 0, arrived: 0, content: EMPTY_CONTENT };
  }

  private put(draft: Draft): void {
    this.drafts.put(keyOf(draft.roundId, draft.householdId), draft);
  }
}
