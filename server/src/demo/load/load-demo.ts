import { daysOf, disclosurePeriodOf, periodDays, periodsWithin, shanghaiDate, startOfDayMs, type Days, type HalfYear } from '@linping/shared';
import { openApplication } from '../../application.ts';
import { AssessmentsService } from '../../assessments/assessments.service.ts';
import { OpeningsService } from '../../assessments/openings.service.ts';
import { ScoringService } from '../../assessments/scoring.service.ts';
import { BillsService } from '../../billing/bills/bills.service.ts';
import { GenerationService } from '../../billing/bills/generation.service.ts';
import { CollectionsService } from '../../billing/collections/collections.service.ts';
import { AreaImportService } from '../../billing/fees/area-import.service.ts';
import { FeeStandardsService } from '../../billing/fees/fee-standards.service.ts';
import { ComplaintClock } from '../../complaints/complaint-clock.ts';
import { FilingService } from '../../complaints/filing.service.ts';
import { FirmStepsService } from '../../complaints/firm-steps.service.ts';
import { ResidentStepsService } from '../../complaints/resident-steps.service.ts';
import { SupervisionService } from '../../complaints/supervision.service.ts';
import { DraftsService } from '../../disclosures/drafting/drafts.service.ts';
import { StatementLinesService } from '../../disclosures/drafting/statement-lines.service.ts';
import { AnsweringService } from '../../disclosures/questions/answering.service.ts';
import { AskingService } from '../../disclosures/questions/asking.service.ts';
import { QuestionReader } from '../../disclosures/questions/question-reader.ts';
import { QuestionWords } from '../../disclosures/questions/question-words.ts';
import { CorrectionsService } from '../../disclosures/review/corrections.service.ts';
import { CosignsService } from '../../disclosures/review/cosigns.service.ts';
import { MovesService } from '../../disclosures/review/moves.service.ts';
import { EstateRegister } from '../../estates/estate-register.ts';
import { UploadsService } from '../../files/uploads.service.ts';
import { StaffService } from '../../identity/staff.service.ts';
import { QueueService } from '../../moderation/queue.service.ts';
import { MerchantsService } from '../../payments/merchants.service.ts';
import { AuditLog } from '../../platform/audit/audit-log.ts';
import { type Clock, SystemClock } from '../../platform/clock.ts';
import type { Config } from '../../platform/config/config.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Random } from '../../platform/random.ts';
import { Throttle } from '../../platform/throttle/throttle.ts';
import { SCHEMA } from '../../schema.ts';
import { AnswersService } from '../../surveys/answers.service.ts';
import { CampaignsService } from '../../surveys/campaigns.service.ts';
import { ResultsService } from '../../surveys/results.service.ts';
import { RoundClock } from '../../surveys/round-clock.ts';
import { RoundsService } from '../../surveys/rounds.service.ts';
import { Findings } from '../assessments/findings.ts';
import { Stories } from '../complaints/stories.ts';
import { DemoClock } from '../demo-clock.ts';
import { type DemoState, DemoStore } from '../demo.store.ts';
import { type DemoDistrict, demoDistrict, type DemoEstate } from '../district/district.ts';
import { type DistrictSize, ERQI } from '../district/figures.ts';
import { Books } from '../money/books.ts';
import { PERSONA_RESIDENT } from '../personas.ts';
import { Respondents } from '../surveys/respondents.ts';
import { daysAfter, pastTimetable, runningTimetable } from '../surveys/timetable.ts';
import { QUESTIONNAIRE } from '../surveys/voices.ts';
import { AssessmentWalk, DAYS_BEFORE_END } from './assessment-walk.ts';
import { BillingWalk } from './billing-walk.ts';
import { ComplaintWalk } from './complaint-walk.ts';
import { DisclosureWalk } from './disclosure-walk.ts';
import { Progress, type Screen } from './progress.ts';
import { writeRegister } from './register.ts';
import { appoint } from './staff.ts';
import { SurveyWalk } from './survey-walk.ts';

export interface LoadOptions {
  readonly size?: DistrictSize;
  readonly seed?: string;
  readonly screen?: Screen;
  readonly clock?: Clock;
}

/** What a step costs beside one row of the register, so that the bar moves evenly. */
const ROUND_COST = 45;
const ANSWER_COST = 12;
const SHEET_COST = 90;
const STEP_COST = 40;
const BOOK_COST = 700;
const QUARTER_COST = 2_500;
/** Estates of the published one's street whose firms bill here. */
const BILLED_ESTATES = 3;
/** The longer a quarter is over, the more have paid. */
const PAID_PER_MILLE = { before: 880, ended: 740, running: 520 } as const;

/**
 * Makes sure that the database holds the whole demo district; what was killed half-way is cleared and done anew. Answers
 * what was found. Everything but the register itself goes through the services, at the time at which it is meant to have
 * happened.
 */
export async function loadDemo(config: Config, { size = ERQI, seed = 'erqi', screen = process.stdout, clock = new SystemClock() }: LoadOptions = {}): Promise<DemoState> {
  const state = await found(config);
  if (state === 'loaded' || state === 'foreign') return state;
  const demoClock = new DemoClock();
  const { app, close } = await openApplication(config, { clock: demoClock });
  try {
    const store = app.get(DemoStore);
    if (state === 'partial') await app.get(UnitOfWork).run((tx) => store.clear(tx));
    const nowMs = clock.now().getTime();
    await load({ get: (type) => app.get(type), demoClock, nowMs, screen, seed, district: demoDistrict(size, seed, shanghaiDate(nowMs)), takesPayments: config.wechatPay !== 'off' });
  } finally {
    await close();
  }
  return state;
}

interface Loading {
  /** The application's own services. */
  readonly get: <T>(type: abstract new (...args: never[]) => T) => T;
  readonly demoClock: DemoClock;
  readonly nowMs: number;
  readonly screen: Screen;
  readonly seed: string;
  readonly district: DemoDistrict;
  /** Whether there is a WeChat Pay to take money with. */
  readonly takesPayments: boolean;
}

async function load({ get, demoClock, nowMs, screen, seed, district, takesPayments }: Loading): Promise<void> {
  const { estates } = district;
  const visited = visitedCommunities(district);
  const respondents = new Respondents(estates, ({ row }) => visited.has(row.communityId), seed);
  const [unitOfWork, store, audit] = [get(UnitOfWork), get(DemoStore), get(AuditLog)];
  const households = estates.reduce((sum, estate) => sum + estate.households.length, 0);
  const answers = [...respondents.past, ...respondents.running].reduce((sum, { voices }) => sum + voices.length, 0);
  const [past, running] = [pastTimetable(nowMs), runningTimetable(nowMs)];
  const stories = new Stories(respondents.holders, estates, seed, { firstMs: startOfDayMs(daysOf(running.halfYear).first), nowMs }).all();
  const steps = stories.reduce((sum, { events }) => sum + 1 + events.length, 0);
  const books = new Books(district, seed);
  const accounts = books.all();
  const quarters = billedQuarters(past.halfYear, nowMs);
  const progress = new Progress(screen, households + estates.length * (4 * ROUND_COST + 3 * SHEET_COST) + answers * ANSWER_COST + steps * STEP_COST + accounts.length * BOOK_COST + quarters.length * BILLED_ESTATES * QUARTER_COST);

  demoClock.stand(daysAfter(past.opensMs, -7));
  progress.phase(`${estates.length} estates, ${households} households`);
  await writeRegister({ unitOfWork, register: get(EstateRegister), store, audit }, district, respondents.holders, demoClock.now().getTime(), (rows) => progress.add(rows));
  const staff = await appoint(get(StaffService), get(Random), district);
  const { version } = await get(CampaignsService).publishQuestionnaire(staff.headquarters, QUESTIONNAIRE);

  const findings = new Findings(district, seed, {
    past: { first: daysOf(past.halfYear).first, last: shanghaiDate(daysAfter(startOfDayMs(daysOf(past.halfYear).last), -DAYS_BEFORE_END)) },
    running: { first: daysOf(running.halfYear).first, last: shanghaiDate(nowMs) },
  }).all();
  const parts = {
    unitOfWork, clock: demoClock, campaigns: get(CampaignsService), roundClock: get(RoundClock), rounds: get(RoundsService), results: get(ResultsService),
    answers: get(AnswersService), staff, onRound: () => progress.add(ROUND_COST), onAnswer: () => progress.add(ANSWER_COST),
  };
  progress.phase(`the survey of ${past.halfYear}, opened to certified`);
  await new SurveyWalk(parts, past, version).ended(respondents.past);
  const assessmentWalk = new AssessmentWalk({
    unitOfWork, clock: demoClock, openings: get(OpeningsService), assessments: get(AssessmentsService), scoring: get(ScoringService), staff, onSheet: () => progress.add(SHEET_COST),
  });
  progress.phase(`the score sheets of ${past.halfYear}`);
  await assessmentWalk.ended(past.halfYear, findings);
  progress.phase(`the complaints of ${running.halfYear}`);
  await new ComplaintWalk({
    unitOfWork, clock: demoClock, filing: get(FilingService), residents: get(ResidentStepsService), firms: get(FirmStepsService), supervision: get(SupervisionService),
    complaintClock: get(ComplaintClock), uploads: get(UploadsService), moderation: get(QueueService), staff, onStep: () => progress.add(STEP_COST),
  }, district, seed).until(nowMs, stories);
  progress.phase(`the bills and accounts of ${past.halfYear}`);
  get(QuestionWords).onModuleInit(); // this application never starts, or its jobs would live at the loader's time
  const billing = new BillingWalk({
    clock: demoClock, standards: get(FeeStandardsService), areas: get(AreaImportService), generation: get(GenerationService), bills: get(BillsService),
    collections: get(CollectionsService), merchants: get(MerchantsService), uploads: get(UploadsService), throttle: get(Throttle), staff, takesPayments, onEstate: () => progress.add(QUARTER_COST),
  }, district, seed);
  const [today, [before, ...since]] = [shanghaiDate(nowMs), quarters];
  const billed = await billing.open(accounts.slice(0, BILLED_ESTATES), before!.first);
  await billing.quarter(billed, before!, { paidPerMille: PAID_PER_MILLE.before, today });
  await new DisclosureWalk({
    clock: demoClock, drafts: get(DraftsService), lines: get(StatementLinesService), moves: get(MovesService), corrections: get(CorrectionsService), cosigns: get(CosignsService),
    asking: get(AskingService), answering: get(AnsweringService), questions: get(QuestionReader), moderation: get(QueueService), uploads: get(UploadsService), staff,
    onEstate: () => progress.add(BOOK_COST),
  }, district, books, seed).disclose(accounts, past.halfYear, respondents.holders);
  const own = respondents.holders.find(({ resident }) => resident.residentId === PERSONA_RESIDENT.residentId)?.household.id;
  for (const [i, quarter] of since.entries()) {
    const isLast = i === since.length - 1;
    await billing.quarter(billed, quarter, { paidPerMille: isLast ? PAID_PER_MILLE.running : PAID_PER_MILLE.ended, today, unpaid: isLast ? own : undefined });
  }
  progress.phase(`the survey of ${running.halfYear}, as far as it has come`);
  await new SurveyWalk(parts, running, version).running(respondents.running, nowMs);
  await assessmentWalk.running(running.halfYear, findings, nowMs);
  await unitOfWork.run((tx) => store.end(tx, audit));
  progress.finish(`${estates.length} estates, ${households} households, ${answers} answers`);
}

/** The second quarter of the half-year that has ended, and those that have begun since. */
function billedQuarters(past: HalfYear, nowMs: number): Days[] {
  const { first, last } = daysOf(past);
  const quarters = periodsWithin({ first, last: periodDays(disclosurePeriodOf(shanghaiDate(nowMs), 'quarter')).last }, () => 'quarter').map(periodDays);
  return quarters.filter((quarter) => quarter.last >= last);
}

/** Where somebody goes from door to door: the community of each street's first estate, as its worker is appointed. */
function visitedCommunities({ streets, estates }: DemoDistrict): ReadonlySet<string> {
  const first = (streetId: string): DemoEstate | undefined => estates.find(({ row }) => row.streetId === streetId);
  return new Set(streets.flatMap(({ id }) => first(id)?.row.communityId ?? []));
}

/** Looks before the whole application is opened: a second start should take no longer than any other. */
async function found(config: Config): Promise<DemoState> {
  const database = await openDatabase(config.databaseUrl, SCHEMA, { mode: config.migrate });
  try {
    return await new UnitOfWork(database.engine, () => undefined).read((db) => new DemoStore().state(db));
  } finally {
    await database.close();
  }
}
