import { daysOf, shanghaiDate, startOfDayMs } from '@linping/shared';
import { openApplication } from '../../application.ts';
import { AssessmentsService } from '../../assessments/assessments.service.ts';
import { OpeningsService } from '../../assessments/openings.service.ts';
import { ScoringService } from '../../assessments/scoring.service.ts';
import { ComplaintClock } from '../../complaints/complaint-clock.ts';
import { FilingService } from '../../complaints/filing.service.ts';
import { FirmStepsService } from '../../complaints/firm-steps.service.ts';
import { ResidentStepsService } from '../../complaints/resident-steps.service.ts';
import { SupervisionService } from '../../complaints/supervision.service.ts';
import { EstateRegister } from '../../estates/estate-register.ts';
import { UploadsService } from '../../files/uploads.service.ts';
import { StaffService } from '../../identity/staff.service.ts';
import { QueueService } from '../../moderation/queue.service.ts';
import { AuditLog } from '../../platform/audit/audit-log.ts';
import { type Clock, SystemClock } from '../../platform/clock.ts';
import type { Config } from '../../platform/config/config.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Random } from '../../platform/random.ts';
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
import { Respondents } from '../surveys/respondents.ts';
import { daysAfter, pastTimetable, runningTimetable } from '../surveys/timetable.ts';
import { QUESTIONNAIRE } from '../surveys/voices.ts';
import { AssessmentWalk, DAYS_BEFORE_END } from './assessment-walk.ts';
import { ComplaintWalk } from './complaint-walk.ts';
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
    await load({ get: (type) => app.get(type), demoClock, nowMs, screen, seed, district: demoDistrict(size, seed, shanghaiDate(nowMs)) });
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
}

async function load({ get, demoClock, nowMs, screen, seed, district }: Loading): Promise<void> {
  const { estates } = district;
  const visited = visitedCommunities(district);
  const respondents = new Respondents(estates, ({ row }) => visited.has(row.communityId), seed);
  const [unitOfWork, store, audit] = [get(UnitOfWork), get(DemoStore), get(AuditLog)];
  const households = estates.reduce((sum, estate) => sum + estate.households.length, 0);
  const answers = [...respondents.past, ...respondents.running].reduce((sum, { voices }) => sum + voices.length, 0);
  const [past, running] = [pastTimetable(nowMs), runningTimetable(nowMs)];
  const stories = new Stories(respondents.holders, estates, seed, { firstMs: startOfDayMs(daysOf(running.halfYear).first), nowMs }).all();
  const steps = stories.reduce((sum, { events }) => sum + 1 + events.length, 0);
  const progress = new Progress(screen, households + estates.length * (4 * ROUND_COST + 3 * SHEET_COST) + answers * ANSWER_COST + steps * STEP_COST);

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
  progress.phase(`the survey of ${running.halfYear}, as far as it has come`);
  await new SurveyWalk(parts, running, version).running(respondents.running, nowMs);
  await assessmentWalk.running(running.halfYear, findings, nowMs);
  await unitOfWork.run((tx) => store.end(tx, audit));
  progress.finish(`${estates.length} estates, ${households} households, ${answers} answers`);
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
