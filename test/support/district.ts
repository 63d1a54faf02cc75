import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  halfYearOf, shanghaiDate,
  type BuildingView, type CampaignView, type EstateRowView, type HouseholdRowView, type IssuedCodesView, type Opinion, type Page,
  type QuestionnaireView, type RoundView, type StaffRole, type StaffWithPasswordView, type SubmitAnswerBody,
} from '@linping/shared';
import { emptyDatabase, type EngineName } from './databases.ts';
import { staff, visitor, type Person } from './people.ts';
import { root, serverPlace, startServer, type Place, type ServerProcess } from './server-process.ts';

const MINUTE_MS = 60_000;
const ROUND_OPENS_WITHIN_MS = 240_000;
/** The first of all accounts, made by the command line. */
export const ADMINISTRATOR = { name: 'root.admin', password: 'first of all accounts' };

export interface Door {
  readonly householdId: string;
  readonly door: string;
  /** The one-time code on its slip. */
  readonly code: string;
}
export interface Building {
  readonly id: string;
  readonly name: string;
  /** What its QR holds. */
  readonly token: string;
  readonly doors: readonly Door[];
}

/** A small district as it is set up for real: from the first administrator to codes on slips, all of it over HTTP. */
export interface District {
  /** The running server; a fault spec replaces it by another on the same place. */
  server: ServerProcess;
  readonly place: Place;
  readonly engine: EngineName;
  readonly databaseUrl: string;
  readonly headquarters: Person;
  readonly officer: Person;
  /** The second pair of eyes, of the same street. */
  readonly secondOfficer: Person;
  /** An officer of another street. */
  readonly stranger: Person;
  readonly worker: Person;
  readonly estate: EstateRowView;
  readonly buildings: readonly Building[];
  close(): Promise<void>;
}

export interface DistrictOptions {
  readonly buildings?: number;
  readonly doorsPerBuilding?: number;
  readonly env?: Readonly<Record<string, string>>;
}

export async function openDistrict(engine: EngineName, { buildings = 2, doorsPerBuilding = 10, env = {} }: DistrictOptions = {}): Promise<District> {
  const database = await emptyDatabase(engine);
  // `development`: the stand-ins are allowed and nothing is seeded. Phones may come from many networks.
  const place = await serverPlace({ MODE: 'development', DATABASE_URL: database.url, TRUST_PROXY: 'true', GAS_PHONE: '0371-00009999', ...env });
  const clear = () => Promise.all([place.remove(), database.drop()]);
  try {
    await createAdministrator(place);
    const server = await startServer(place);
    const furnished = await furnish(server, buildings, doorsPerBuilding).catch(async (cause: unknown) => {
      await server.kill(); // or jest would wait for it for ever
      throw cause;
    });
    const district: District = {
      ...furnished, server, place, engine, databaseUrl: database.url,
      close: async () => {
        await district.server.stop();
        await clear();
      },
    };
    return district;
  } catch (cause) {
    await clear();
    throw cause;
  }
}

type Furnished = Pick<District, 'headquarters' | 'officer' | 'secondOfficer' | 'stranger' | 'worker' | 'estate' | 'buildings'>;

/** The head of headquarters' list of estates. */
export const ESTATE_COLUMNS = '小区编号,小区名称,街道,社区,地址,建成年份,建筑面积,物业类型,物业企业,物业电话,合同签订日期,备案日期,进场日期';

/** Accounts, the register, the posters' tokens and the slips' codes. */
async function furnish(server: ServerProcess, buildings: number, doorsPerBuilding: number): Promise<Furnished> {
  const administrator = await staff(server, ADMINISTRATOR.name, ADMINISTRATOR.password);
  const headquarters = await invited(server, administrator, 'headquarters', null, 'headquarters');
  await uploaded(headquarters, '/imports/estates', [
    ESTATE_COLUMNS,
    'E-001,祥云里小院,五里堡街道,香榭丽社区,香云里1号,1980,11494.50,物业服务企业,祥和物业有限公司,0371-66666666,2024-12-01,2024-12-20,2025-01-01',
    'E-002,铭功里,铭功路街道,铭功社区,铭功路2号,1985,9000,,,,,,',
  ]);
  const estates = (await answered<Page<EstateRowView>>(headquarters, 'GET', '/estates')).items;
  const [estate, elsewhere] = ['E-001', 'E-002'].map((code) => estates.find((row) => row.code === code)!) as [EstateRowView, EstateRowView];

  const officer = await invited(server, administrator, 'streetOfficer', estate.streetId, 'officer.one');
  const secondOfficer = await invited(server, administrator, 'streetOfficer', estate.streetId, 'officer.two');
  const stranger = await invited(server, administrator, 'streetOfficer', elsewhere.streetId, 'officer.elsewhere');
  const worker = await invited(server, headquarters, 'communityWorker', estate.communityId, 'worker');

  const doors = Array.from({ length: buildings }, (_, b) => Array.from({ length: doorsPerBuilding }, (_, d) => `${b + 1}号楼,${doorName(d)},`)).flat();
  await uploaded(officer, `/estates/${estate.id}/households/import`, ['楼栋,门牌,手机号', ...doors]);

  const slips: Building[] = [];
  for (const { id, name } of (await answered<Page<BuildingView>>(worker, 'GET', `/estates/${estate.id}/buildings`)).items) {
    const { token } = await answered<BuildingView>(worker, 'POST', `/buildings/${id}/token`);
    const { codes } = await answered<IssuedCodesView>(worker, 'POST', '/households/codes', { buildingId: id });
    slips.push({ id, name, token: token!, doors: codes });
  }
  return { headquarters, officer, secondOfficer, stranger, worker, estate, buildings: slips };
}

/** Three doors a floor: 101, 102, 103, 201 … */
const doorName = (index: number) => `${Math.floor(index / 3) + 1}0${(index % 3) + 1}`;

/** Publishes a questionnaire where there is none, starts this half-year's campaign and waits until the estate's round is open. */
export async function openRound({ headquarters, estate, server }: District, { closesInMs = 60 * MINUTE_MS } = {}): Promise<RoundView> {
  const { items: [newest] } = await answered<Page<QuestionnaireView>>(headquarters, 'GET', '/questionnaires');
  const questionnaire = newest ?? (await answered<QuestionnaireView>(headquarters, 'POST', '/questionnaires', {
    scale: 'basically', overall: '您对本小区物业服务的总体评价是？', intro: '每户一份，匿名统计。', topics: [{ topic: 'cleaning', text: '保洁绿化' }],
  }));
  const nowMs = Date.now();
  const after = (ms: number) => new Date(nowMs + ms).toISOString();
  await answered<CampaignView>(headquarters, 'POST', '/campaigns', {
    halfYear: halfYearOf(shanghaiDate(nowMs)), questionnaireVersion: questionnaire.version,
    opensAt: after(0), closesAt: after(closesInMs), supplementUntil: after(closesInMs + 60 * MINUTE_MS),
  });
  const anybody = visitor(server);
  for (const deadline = Date.now() + ROUND_OPENS_WITHIN_MS; Date.now() < deadline; await sleep(250)) {
    const round = await anybody.api.estates.currentRound(estate.id).catch(() => undefined);
    if (round?.status === 'open') return round;
  }
  throw new Error(`the round did not open within ${ROUND_OPENS_WITHIN_MS / 1000} s\n${server.log()}`);
}

/** A questionnaire as a phone fills it in. */
export const answerFor = (round: RoundView, householdId: string, overall: Opinion = 'satisfied'): SubmitAnswerBody => ({
  submissionId: randomUUID(), revision: 1, householdId, questionnaireVersion: round.questionnaire.version, overall, topics: {}, comment: '',
});

/** All doors of the estate with what the staff may see of them. */
export const doorsOf = async ({ worker, estate }: District): Promise<readonly HouseholdRowView[]> =>
  (await answered<Page<HouseholdRowView>>(worker, 'GET', `/estates/${estate.id}/households`)).items;

/** The body of a reply that must be a success. */
export async function answered<T>(person: Person, method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T> {
  const reply = await person.request(method, path, body);
  if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body as T;
}

/** Sends a table as a CSV file, which must be taken. */
export async function uploaded(person: Person, path: string, lines: readonly string[]): Promise<void> {
  const reply = await person.upload(path, `${lines.join('\r\n')}\r\n`);
  if (reply.status >= 300) throw new Error(`${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
}

/** Invites somebody, signs in with the one-time password and changes it, as the product asks everybody to. */
export async function invited(server: ServerProcess, inviter: Person, role: StaffRole, scopeId: string | null, name: string): Promise<Person> {
  const { oneTimePassword } = await answered<StaffWithPasswordView>(inviter, 'POST', '/staff', { name, displayName: name, role, scopeId });
  const person = await staff(server, name, oneTimePassword);
  await person.api.sessions.changePassword({ oldPassword: oneTimePassword, newPassword: passwordOf(name) });
  return person;
}

/** The password that a member of staff of the district has chosen. */
export const passwordOf = (name: string): string => `chosen by ${name}`;

function createAdministrator(place: Place): Promise<void> {
  const program = join(root, 'server/dist/cli/create-administrator.js');
  const env = { PATH: process.env.PATH, ...place.env, LINPING_ADMIN_PASSWORD: ADMINISTRATOR.password };
  return new Promise((done, failed) => {
    execFile(process.execPath, [program, '--name', ADMINISTRATOR.name], { cwd: place.folder, env }, (cause, stdout, stderr) =>
      (cause ? failed(new Error(`${cause.message}\n${stdout}${stderr}`)) : done()));
  });
}
