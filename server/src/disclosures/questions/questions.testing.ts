import { randomUUID } from 'node:crypto';
import { DISCLOSURE_KINDS, type AskLineBody, type DisclosureKind, type MyLineQuestionView, type ResidentActor, type StaffActor } from '@linping/shared';
import { WorkCalendarService } from '../../calendar/work-calendar.service.ts';
import { BuildingRow } from '../../estates/estates.entity.ts';
import { HouseholdBindingRow, HouseholdRow } from '../../estates/households.entity.ts';
import { ResidentRow } from '../../identity/identity.entity.ts';
import { MeService } from '../../identity/me.service.ts';
import { ModerationItemRow } from '../../moderation/moderation.entity.ts';
import { QueueService } from '../../moderation/queue.service.ts';
import { NoticeRow } from '../../notifications/notifications.entity.ts';
import type { EngineName } from '../../platform/database/engines.testing.ts';
import { addEstate as addEstateOf, addLine, addStaff, begun, openDisclosures, published, staffOf, type Disclosures } from '../disclosures.testing.ts';
import { AnsweringService } from './answering.service.ts';
import { AskingService } from './asking.service.ts';
import { QuestionClock } from './question-clock.ts';
import { QuestionComplaintsService } from './question-complaints.service.ts';
import { QuestionReader } from './question-reader.ts';
import { QuestionWords } from './question-words.ts';
import { LineQuestionRow } from './questions.entity.ts';

export const DAY_SECONDS = 86_400;

/** The real services on a real database, beside the statements that are asked about. */
export async function openQuestions(engine: EngineName, beside?: Disclosures) {
  const d = await openDisclosures(engine, beside);
  const { get } = d;
  for (const part of [get(QuestionWords), get(QuestionClock)]) part.onModuleInit(); // what listens to others; the jobs themselves are never ticked
  return {
    ...d, asking: get(AskingService), answering: get(AnsweringService), complaints: get(QuestionComplaintsService), reader: get(QuestionReader), clockJob: get(QuestionClock),
    queue: get(QueueService), calendar: get(WorkCalendarService), me: get(MeService),
  };
}
export type Questions = Awaited<ReturnType<typeof openQuestions>>;

/** A phone that holds a household of its own in an estate. */
export async function addNeighbour({ db }: Questions, estateId: string): Promise<ResidentActor & { readonly householdId: string }> {
  const [residentId, householdId] = [randomUUID(), randomUUID()];
  await db.unitOfWork.run(async (tx) => {
    const building = await tx.findOneByOrFail(BuildingRow, { estateId });
    await tx.insert(ResidentRow, { id: residentId, openid: null, createdDate: '2026-11-01' });
    await tx.insert(HouseholdRow, { id: householdId, estateId, buildingId: building.id, door: householdId.slice(0, 12), doorSerial: 1 + (await tx.countBy(HouseholdRow, { buildingId: building.id })), version: 1 });
    await tx.insert(HouseholdBindingRow, { householdId, residentId, boundMs: 0, via: 'code' });
  });
  return { role: 'resident', residentId, householdId, via: 'h5' };
}

/** An estate whose firm has published a half-year with one line, and a neighbour. */
export async function disclosed(q: Questions) {
  const estate = await addEstateOf(q);
  const statement = await published(q, estate, await addLine(q, estate.manager, await begun(q, estate), { kind: 'cleaning', note: '保洁用品' }));
  const [line] = (await q.list.linesOf(estate.manager, statement.id, {})).items;
  const worker = await addStaff(q, staffOf('communityWorker', estate.communityId));
  return { ...estate, statement, lineId: line!.id, worker, neighbour: await addNeighbour(q, estate.estateId) };
}
export type Disclosed = Awaited<ReturnType<typeof disclosed>>;

export const asked = ({ neighbour, lineId }: Pick<Disclosed, 'neighbour' | 'lineId'>, over: Partial<AskLineBody> = {}): AskLineBody =>
  ({ id: randomUUID(), householdId: neighbour.householdId, kind: 'cleaning', lineId, text: '买了多少，发票在哪里？', ...over });

/** Asked, and passed by the officer unless told otherwise. */
export async function ask(q: Questions, at: Disclosed, over: Partial<AskLineBody> = {}, decision: 'passed' | 'refused' | 'none' = 'passed'): Promise<MyLineQuestionView> {
  const view = await q.asking.ask(at.neighbour, at.statement.id, asked(at, over));
  if (decision !== 'none') await decide(q, at.officer, view.id, decision);
  return view;
}
export async function decide(q: Questions, officer: StaffActor, questionId: string, decision: 'passed' | 'refused'): Promise<void> {
  const item = (await heldOf(q, questionId))!;
  await q.queue.decide(officer, item.id, { version: item.version, decision });
}
export const heldOf = ({ db }: Questions, questionId: string) => db.unitOfWork.read((read) => read.findOneBy(ModerationItemRow, { subject: `lineQuestion:${questionId}` }));
export const rowOf = ({ db }: Questions, id: string) => db.unitOfWork.read((read) => read.findOneBy(LineQuestionRow, { id }));
export const noticesOf = ({ db }: Questions, residentId: string) => db.unitOfWork.read((read) => read.find(NoticeRow, { where: { residentId }, order: { toldMs: 'ASC', eventKey: 'DESC' } }));
/** A kind that this statement has nothing of. */
export const ABSENT: DisclosureKind = DISCLOSURE_KINDS.find((kind) => kind === 'greening')!;
