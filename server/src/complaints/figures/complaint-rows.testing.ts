import { randomUUID } from 'node:crypto';
import { halfYearOf, shanghaiDate } from '@linping/shared';
import { insertMany } from '../../platform/database/batches.ts';
import type { TestDatabase } from '../../platform/database/engines.testing.ts';
import { ComplaintRow } from '../complaints.entity.ts';

const DAY_MS = 86_400_000;
let filed = 0;

/** A complaint as its row: left out, it is submitted and nothing has happened to it. For what reads rows and not histories. */
export function complaintRow(over: Partial<ComplaintRow> & Pick<ComplaintRow, 'estateId' | 'streetId' | 'communityId' | 'providerId' | 'receivedMs'>): ComplaintRow {
  const { receivedMs } = over;
  return {
    id: randomUUID(), number: `T-${String((filed += 1)).padStart(8, '0')}`, buildingId: null, category: 'cleaning', spot: '', isUrgent: false,
    channel: 'app', externalNumber: null,
    authorId: null, isVerified: true, showContact: false, contactCipher: null, consentVersion: null, consentMs: null,
    status: 'submitted', version: 1, filedMs: receivedMs, halfYear: halfYearOf(shanghaiDate(receivedMs)), lastStepMs: receivedMs, closedMs: null,
    startMs: receivedMs, acknowledgedMs: null, acceptedMs: null, resolvedMs: null,
    acknowledgeDueMs: null, acceptDueMs: receivedMs + DAY_MS, resolveDueMs: receivedMs + 5 * DAY_MS, answerDueMs: null, silentDueMs: null, supervisedUntilMs: null,
    acknowledgeEscalated: false, acceptEscalated: false, resolveEscalated: false, superviseEscalated: false, dueClock: null, dueMs: null, nextDueMs: null,
    firstAcceptDueMs: receivedMs + DAY_MS, firstAcceptedMs: null, firstResolveDueMs: receivedMs + 5 * DAY_MS, firstResolvedMs: null, referredMs: null,
    extension: 'none', extensionDays: 0, grantedDays: 0, questions: 0, hasObjected: false, timesReopened: 0, rating: null, ratingCounts: false,
    assigneeId: null, mergedInto: over.status === 'merged' ? randomUUID() : null, merges: 0, followers: 0,
    ...over,
  };
}

export const insertComplaints = ({ unitOfWork }: Pick<TestDatabase, 'unitOfWork'>, rows: readonly ComplaintRow[]): Promise<void> =>
  unitOfWork.run((tx) => insertMany(tx, ComplaintRow, rows));
