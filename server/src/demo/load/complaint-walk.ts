import { COMPLAINT_CONSENT_VERSION, shanghaiDate, type StaffActor } from '@linping/shared';
import type { ComplaintClock } from '../../complaints/complaint-clock.ts';
import type { FilingService } from '../../complaints/filing.service.ts';
import type { FirmStepsService } from '../../complaints/firm-steps.service.ts';
import type { ResidentStepsService } from '../../complaints/resident-steps.service.ts';
import type { SupervisionService } from '../../complaints/supervision.service.ts';
import type { UploadsService } from '../../files/uploads.service.ts';
import type { QueueService } from '../../moderation/queue.service.ts';
import type { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { demoPicture } from '../complaints/pictures.ts';
import type { Story, StoryEvent } from '../complaints/stories.ts';
import type { DemoClock } from '../demo-clock.ts';
import type { DemoDistrict } from '../district/district.ts';
import { SeededRandom } from '../seeded-random.ts';
import { daysAfter, isoOf } from '../surveys/timetable.ts';
import type { DistrictStaff } from './staff.ts';

export interface ComplaintWalkParts {
  readonly unitOfWork: UnitOfWork;
  readonly clock: DemoClock;
  readonly filing: FilingService;
  readonly residents: ResidentStepsService;
  readonly firms: FirmStepsService;
  readonly supervision: SupervisionService;
  readonly complaintClock: ComplaintClock;
  readonly uploads: UploadsService;
  readonly moderation: QueueService;
  readonly staff: DistrictStaff;
  readonly onStep: () => void;
}

const HOUR_MS = 3_600_000;
/** In one transaction: thousands of small ones would wait as often for the disk. */
const STEPS_A_COMMIT = 60;
/** Photos that the moderators have not come to yet. */
const LEFT_TO_MODERATE = 3;
const GRANTED_DAYS = 5;
const ADDRESS = '127.0.0.1';

/** One thing that happens, and when. */
interface Moment {
  readonly atMs: number;
  readonly happen: () => Promise<unknown>;
}

/** Lives through the complaints of the demo's running half-year, step by step in the order of time, through the services. */
export class ComplaintWalk {
  private readonly firmOf: ReadonlyMap<string, StaffActor>;

  constructor(private readonly parts: ComplaintWalkParts, { contracts }: DemoDistrict, private readonly seed: string) {
    this.firmOf = new Map(contracts.map(({ estateId, providerId }) => [estateId, parts.staff.firms.get(providerId)!]));
  }

  async until(nowMs: number, stories: readonly Story[]): Promise<void> {
    const { clock, unitOfWork, complaintClock, onStep } = this.parts;
    const photos = await this.photos(stories);
    const moments = stories.flatMap((story): Moment[] => [
      { atMs: story.filedMs, happen: () => this.file(story, photos.get(story.id) ?? []) },
      ...story.events.map((event) => ({ atMs: story.filedMs + event.afterHours * HOUR_MS, happen: () => this.step(story, event) })),
    ]).filter(({ atMs }) => atMs <= nowMs).sort((a, b) => a.atMs - b.atMs);
    for (let done = 0; done < moments.length; done += STEPS_A_COMMIT) {
      await unitOfWork.run(async () => {
        for (const { atMs, happen } of moments.slice(done, done + STEPS_A_COMMIT)) {
          clock.stand(atMs);
          await happen();
          onStep();
        }
      });
    }
    clock.stand(nowMs);
    await complaintClock.run();
    await this.moderate();
  }

  /** Uploaded before anything is filed: files are not moved inside a transaction. */
  private async photos(stories: readonly Story[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const random = new SeededRandom(`${this.seed} pictures`);
    const ids = new Map<string, readonly string[]>();
    for (const { id, holder, hasPhoto, isByPhone, filedMs } of stories) {
      if (!hasPhoto || isByPhone) continue;
      const content = await demoPicture(random);
      const uploadId = random.uuid();
      this.parts.clock.stand(filedMs - HOUR_MS);
      await this.parts.uploads.put(holder.resident, uploadId, { offset: 0, bytes: content.length }, content, ADDRESS);
      ids.set(id, [uploadId]);
    }
    return ids;
  }

  private file({ id, estate, holder, grievance: { category }, spot, text, isUrgent, isByPhone, filedMs }: Story, photoIds: readonly string[]): Promise<unknown> {
    const common = { id, category, spot, text, photoIds, isUrgent, showContactToFirm: false };
    if (!isByPhone) {
      return this.parts.filing.file(holder.resident, { ...common, householdId: holder.household.id, consentVersion: COMPLAINT_CONSENT_VERSION }, ADDRESS);
    }
    return this.parts.filing.register(this.officer(estate.row.streetId), {
      ...common, estateId: estate.row.id, buildingId: holder.household.buildingId, channel: 'hotline12345', externalNumber: `ZZ${id.slice(0, 8).toUpperCase()}`, receivedAt: isoOf(filedMs - HOUR_MS),
    });
  }

  private step({ id: complaintId, estate, holder, filedMs, isByPhone }: Story, event: StoryEvent): Promise<unknown> {
    const { residents, firms, supervision } = this.parts;
    const { id } = event;
    const [firm, officer, author] = [this.firmOf.get(estate.row.id)!, this.officer(estate.row.streetId), holder.resident];
    switch (event.step) {
      case 'accept': return firms.accept(firm, complaintId, { id, text: '' });
      case 'assign': return firms.assign(firm, complaintId, { id, assigneeId: firm.staffId });
      case 'reply': case 'ask': case 'resolve': return firms[event.step](firm, complaintId, { id, text: event.text });
      case 'requestExtension': return firms.requestExtension(firm, complaintId, { id, text: event.text, workingDays: GRANTED_DAYS });
      case 'grantExtension': return supervision.grantExtension(officer, complaintId, { id, workingDays: GRANTED_DAYS });
      case 'reject': return supervision.reject(officer, complaintId, { id, text: event.text });
      case 'supervise': {
        const until = shanghaiDate(daysAfter(filedMs + event.afterHours * HOUR_MS, event.days));
        return supervision.supervise(officer, complaintId, { id, text: event.text, until });
      }
      case 'callBack': return supervision.callBack(officer, complaintId, { id, outcome: 'confirmed', rating: event.rating, text: '电话回访，居民表示已解决' });
      case 'answer': case 'reopen': return residents[event.step](author, complaintId, { id, text: event.text });
      case 'withdraw': return residents.withdraw(author, complaintId, { id, text: '' });
      case 'confirm': return isByPhone ? Promise.resolve() : residents.confirm(author, complaintId, { id, rating: event.rating });
    }
  }

  /** The streets' officers look at the pictures; the newest are left for whoever tries the demo. */
  private async moderate(): Promise<void> {
    const { moderation, staff } = this.parts;
    for (const [officer] of staff.officers.values()) {
      const { items } = await moderation.page(officer, { limit: 100 });
      for (const { id, version } of items.slice(0, Math.max(0, items.length - LEFT_TO_MODERATE))) await moderation.decide(officer, id, { version, decision: 'passed' });
    }
  }

  private officer(streetId: string): StaffActor {
    return this.parts.staff.officers.get(streetId)![0];
  }
}
