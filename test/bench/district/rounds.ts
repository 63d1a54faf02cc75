import { setTimeout as sleep } from 'node:timers/promises';
import { daysOf, halfYearOf, shanghaiDate, startOfDayMs, type CoverageRowView, type Page, type RoundStatus } from '@linping/shared';
import type { District } from './district.ts';

const DAY_MS = 86_400_000;

/** Calls the API and answers the body; anything but a 2xx throws what the server said. */
export async function call<T>(api: string, token: string, method: string, path: string, body?: unknown): Promise<T> {
  const reply = await fetch(api + path, {
    method, headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await reply.text();
  if (!reply.ok) throw new Error(`${method} ${path} answered ${reply.status}: ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

export interface CampaignTimes {
  readonly opensMs: number;
  readonly closesMs: number;
}

/** From now to the end of the half-year. */
export const fromNow = (nowMs = Date.now()): CampaignTimes => ({ opensMs: nowMs, closesMs: startOfDayMs(daysOf(halfYearOf(shanghaiDate(nowMs))).last) + 10 * DAY_MS });

/** Headquarters publishes a questionnaire and runs this half-year's campaign, as its page would. */
export async function createCampaign(api: string, { headquarters }: District, { opensMs, closesMs }: CampaignTimes): Promise<void> {
  const { version } = await call<{ version: number }>(api, headquarters.token, 'POST', '/questionnaires', { scale: 'basically', overall: '总体满意吗？', intro: '', topics: [{ topic: 'cleaning', text: '保洁如何？' }] });
  const halfYear = halfYearOf(shanghaiDate(opensMs));
  const supplementMs = Math.max(closesMs, startOfDayMs(daysOf(halfYear).last) + 20 * DAY_MS);
  await call(api, headquarters.token, 'POST', '/campaigns', {
    halfYear, questionnaireVersion: version, opensAt: iso(opensMs), closesAt: iso(closesMs), supplementUntil: iso(supplementMs),
  });
}

/** Up to 200 rounds of the district. */
export const rounds = async (api: string, { headquarters }: District): Promise<readonly CoverageRowView[]> =>
  (await call<Page<CoverageRowView>>(api, headquarters.token, 'GET', '/coverage?limit=200')).items;

/** Waits until every round has one of the statuses. */
export async function roundsWhen(api: string, district: District, statuses: readonly RoundStatus[], withinMs: number): Promise<readonly CoverageRowView[]> {
  for (const deadline = Date.now() + withinMs; ; await sleep(100)) {
    const found = await rounds(api, district);
    if (found.length === district.estates.length && found.every(({ status }) => statuses.includes(status))) return found;
    if (Date.now() > deadline) throw new Error(`the rounds are ${found.map(({ status }) => status).join(', ')}, not ${statuses.join(' or ')}`);
  }
}

/** A running campaign: estateId → roundId. The server's own clock opens the rounds, freezes their registers and makes their keys. */
export async function openRounds(api: string, district: District, times: CampaignTimes = fromNow()): Promise<ReadonlyMap<string, string>> {
  await createCampaign(api, district, times);
  const open = await roundsWhen(api, district, ['open'], 60_000);
  return new Map(open.map(({ estateId, roundId }) => [estateId, roundId]));
}

const iso = (ms: number) => new Date(ms).toISOString();
