import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { COMPLAINT_CONSENT_VERSION, type ComplaintView, type FileComplaintBody, type RegisterComplaintBody } from '@linping/shared';
import type { District } from './district.ts';
import type { Person } from './people.ts';

const HOUR_MS = 3_600_000;
const ESCALATES_WITHIN_MS = 120_000;

/** What every step carries, made anew. */
export const step = (text = '') => ({ id: randomUUID(), text });

/** A complaint as a phone at a building's QR files it. */
export const filing = ({ buildings }: District, over: Partial<FileComplaintBody> = {}): FileComplaintBody => ({
  id: randomUUID(), token: buildings[0]!.token, category: 'garbageOverflow', spot: '东侧垃圾点', text: '三天没有清运了', photoIds: [], isUrgent: false,
  consentVersion: COMPLAINT_CONSENT_VERSION, showContactToFirm: false, ...over,
});

/** A call as the community writes it down, received `hoursAgo`. */
export const registration = ({ estate, buildings }: District, over: Partial<RegisterComplaintBody> = {}, hoursAgo = 0): RegisterComplaintBody => ({
  id: randomUUID(), estateId: estate.id, buildingId: buildings[0]!.id, channel: 'phone', receivedAt: new Date(Date.now() - hoursAgo * HOUR_MS).toISOString(),
  category: 'garbageOverflow', spot: '东侧垃圾点', text: '来电人说三天没有清运', photoIds: [], isUrgent: false, showContactToFirm: false, ...over,
});

/** Waits until the clock has taken a step of this kind. */
export async function untilStep({ api }: Person, complaintId: string, kind: ComplaintView['steps'][number]['kind']): Promise<ComplaintView> {
  for (const deadline = Date.now() + ESCALATES_WITHIN_MS; Date.now() < deadline; await sleep(250)) {
    const view = await api.complaints.one(complaintId);
    if (view.steps.some((taken) => taken.kind === kind)) return view;
  }
  throw new Error(`no step ${kind} within ${ESCALATES_WITHIN_MS / 1000} s`);
}
