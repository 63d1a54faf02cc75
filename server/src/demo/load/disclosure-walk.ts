import { daysOf, halfYearBefore, startOfDayMs, type BookBody, type DateText, type HalfYear, type StaffActor, type StatementView } from '@linping/shared';
import type { DraftsService } from '../../disclosures/drafting/drafts.service.ts';
import type { StatementLinesService } from '../../disclosures/drafting/statement-lines.service.ts';
import type { AnsweringService } from '../../disclosures/questions/answering.service.ts';
import type { AskingService } from '../../disclosures/questions/asking.service.ts';
import type { QuestionReader } from '../../disclosures/questions/question-reader.ts';
import type { CorrectionsService } from '../../disclosures/review/corrections.service.ts';
import type { CosignsService } from '../../disclosures/review/cosigns.service.ts';
import type { MovesService } from '../../disclosures/review/moves.service.ts';
import type { UploadsService } from '../../files/uploads.service.ts';
import type { QueueService } from '../../moderation/queue.service.ts';
import { demoPicture } from '../complaints/pictures.ts';
import type { DemoClock } from '../demo-clock.ts';
import type { DemoDistrict } from '../district/district.ts';
import type { Books, Course, DemoStatement, EstateBooks } from '../money/books.ts';
import { APPROVAL, CORRECTION, OBJECTION, OFF_LINE, QUESTIONS, RETURN_REASON } from '../money/catalogue.ts';
import { SeededRandom } from '../seeded-random.ts';
import type { Holder } from '../surveys/respondents.ts';
import { daysAfter } from '../surveys/timetable.ts';
import type { DistrictStaff } from './staff.ts';

export interface DisclosureWalkParts {
  readonly clock: DemoClock;
  readonly drafts: DraftsService;
  readonly lines: StatementLinesService;
  readonly moves: MovesService;
  readonly corrections: CorrectionsService;
  readonly cosigns: CosignsService;
  readonly asking: AskingService;
  readonly answering: AnsweringService;
  readonly questions: QuestionReader;
  readonly moderation: QueueService;
  readonly uploads: UploadsService;
  readonly staff: DistrictStaff;
  readonly onEstate: () => void;
}

const ADDRESS = '127.0.0.1';
const NOON_MS = 12 * 3_600_000;
const CORRECTED_BY_FEN = 96_000;
/** Days after the half-year's end. */
const DRAFTED = 12, APPROVED = 17, PUBLISHED = 19, SPOKEN = 25, CORRECTED = 45, ASKED = 60, ANSWERED = 63;

interface Keepers {
  readonly manager: StaffActor;
  readonly officer: StaffActor;
}
/** Null carries the opening over from the half-year before. */
type Planned = Omit<DemoStatement, 'openingFen'> & { readonly openingFen: number | null };

/** Lives through the disclosures of the half-years that have ended, through the services. */
export class DisclosureWalk {
  private readonly random: SeededRandom;
  private readonly entries: ReadonlyMap<string, { readonly providerId: string; readonly entryDate: DateText | null }>;

  constructor(private readonly parts: DisclosureWalkParts, { contracts }: DemoDistrict, private readonly books: Books, seed: string) {
    this.random = new SeededRandom(`${seed} vouchers`);
    this.entries = new Map(contracts.map(({ estateId, providerId, entryDate }) => [estateId, { providerId, entryDate }]));
  }

  /** The firms' statements, each as far as it came; around the published estate's all that residents may see of one. */
  async disclose([published, ...others]: readonly EstateBooks[], halfYear: HalfYear, holders: readonly Holder[]): Promise<void> {
    for (const { estate, course, statement } of others) {
      if (course !== 'nothing') await this.live(this.manager(estate.row.id), estate.row, 'provider', halfYear, statement, course);
      this.parts.onEstate();
    }
    await this.published(published!, halfYear, holders.filter(({ household }) => household.estateId === published!.estate.row.id));
    this.parts.onEstate();
  }

  private async published({ estate, rateFen, statement }: EstateBooks, halfYear: HalfYear, neighbours: readonly Holder[]): Promise<void> {
    const { corrections, cosigns, lines, moves, staff } = this.parts;
    const [manager, officer, former] = [this.manager(estate.row.id), this.officer(estate.row.streetId), halfYearBefore(halfYear)];
    const hasFormer = (this.entries.get(estate.row.id)?.entryDate ?? '') <= daysOf(former).last;
    if (hasFormer) await this.live(manager, estate.row, 'provider', former, this.books.another(estate, rateFen), 'published');
    const first = await this.live(manager, estate.row, 'provider', halfYear, { ...statement, openingFen: hasFormer ? null : statement.openingFen }, 'published');
    await this.live(staff.committee, estate.row, 'committee', halfYear, this.books.committees(estate), 'published');

    this.stand(halfYear, CORRECTED);
    const draft = await corrections.correct(manager, first.id, { id: this.random.uuid(), reason: CORRECTION });
    const voucher = await this.voucher(manager);
    const line = { id: this.random.uuid(), kind: 'parking' as const, amountFen: CORRECTED_BY_FEN, note: '补记：院内临时停车', voucherIds: [voucher] };
    const added = await lines.add(manager, draft.id, { version: versionOf(draft), ...line });
    const handedIn = await moves.submit(manager, draft.id, { version: versionOf(added) });
    const approved = await moves.approve(officer, draft.id, { version: versionOf(handedIn) });
    const inForce = await moves.publish(manager, draft.id, { version: versionOf(approved) });
    await cosigns.cosign(staff.committee, inForce.id, { verdict: 'cosigned', text: APPROVAL });
    await this.ask(inForce.id, { manager, officer }, halfYear, neighbours);
  }

  /** One statement, as far as its course goes. */
  private async live(keeper: StaffActor, estate: { readonly id: string; readonly streetId: string }, body: BookBody, halfYear: HalfYear, plan: Planned, course: Course): Promise<StatementView> {
    const { drafts, lines, moves } = this.parts;
    const officer = this.officer(estate.streetId);
    this.stand(halfYear, DRAFTED);
    const voucherIds = [await this.voucher(keeper)];
    let view = await drafts.begin(keeper, estate.id, { id: plan.id, body, period: halfYear });
    const { id } = view;
    if (plan.openingFen !== null) view = await drafts.edit(keeper, id, { version: versionOf(view), openingFen: plan.openingFen });
    for (const { id: lineId, kind, amountFen, note } of plan.lines) view = await lines.add(keeper, id, { version: versionOf(view), id: lineId, kind, amountFen, note, voucherIds });
    const known = view.computed[0]?.amountFen ?? 0;
    if (plan.feesFen > 0) view = await drafts.declare(keeper, id, 'propertyFee', { version: versionOf(view), declaredFen: known + plan.feesFen, explanation: OFF_LINE });
    if (course === 'draft') return view;
    view = await moves.submit(keeper, id, { version: versionOf(view) });
    if (course === 'submitted') return view;
    this.stand(halfYear, APPROVED);
    if (course === 'returned') return moves.return(officer, id, { version: versionOf(view), reason: RETURN_REASON });
    view = await moves.approve(officer, id, { version: versionOf(view) });
    if (course === 'approved') return view;
    this.stand(halfYear, PUBLISHED);
    view = await moves.publish(keeper, id, { version: versionOf(view) });
    if (body === 'provider' && plan.openingFen === null) {
      this.stand(halfYear, SPOKEN);
      await this.parts.cosigns.cosign(this.parts.staff.committee, id, { verdict: 'objected', text: OBJECTION });
    }
    return view;
  }

  /** Neighbours ask; the last question still waits for its answer, and for the moderators. */
  private async ask(statementId: string, { manager, officer }: Keepers, halfYear: HalfYear, neighbours: readonly Holder[]): Promise<void> {
    const { asking, answering, questions, moderation } = this.parts;
    for (const [i, { kind, text, answer }] of QUESTIONS.entries()) {
      const asker = neighbours[i];
      if (!asker) return;
      this.stand(halfYear, ASKED + i);
      const question = await asking.ask(asker.resident, statementId, { id: this.random.uuid(), householdId: asker.household.id, kind, text });
      if (answer === null) continue;
      const item = (await moderation.page(officer, { kind: 'text', limit: 100 })).items.find((held) => held.text === text)!;
      await moderation.decide(officer, item.id, { version: item.version, decision: 'passed' });
      this.stand(halfYear, ANSWERED + i);
      const open = (await questions.desk(manager, { estateId: asker.household.estateId })).items.find(({ id }) => id === question.id)!;
      await answering.answer(manager, question.id, { version: open.version, text: answer });
    }
  }

  /** A picture of no real document, one for all lines of a statement. */
  private async voucher(keeper: StaffActor): Promise<string> {
    const id = this.random.uuid();
    const content = await demoPicture(this.random);
    await this.parts.uploads.put(keeper, id, { offset: 0, bytes: content.length }, content, ADDRESS);
    return id;
  }

  private stand(halfYear: HalfYear, days: number): void {
    this.parts.clock.stand(daysAfter(startOfDayMs(daysOf(halfYear).last), days) + NOON_MS);
  }

  private manager(estateId: string): StaffActor {
    return this.parts.staff.managers.get(this.entries.get(estateId)!.providerId)!;
  }

  private officer(streetId: string): StaffActor {
    return this.parts.staff.officers.get(streetId)![0];
  }
}

/** Staff always see it. */
const versionOf = ({ desk }: StatementView): number => desk!.version;
