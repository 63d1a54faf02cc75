import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MOST_ANSWER_TEXT, MOST_QUESTION_TEXT } from '@linping/shared';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { AppModule } from '../../app.module.ts';
import { SessionsService } from '../../identity/sessions.service.ts';
import { type OpenDatabase, openDatabase } from '../../platform/database/database.ts';
import { ENGINES } from '../../platform/database/engines.testing.ts';
import { API_PREFIX, httpAdapter, withHttpEdge } from '../../platform/http/http-edge.ts';
import { testConfig } from '../../platform/platform.testing.ts';
import { SCHEMA } from '../../schema.ts';
import { ask, asked, type Disclosed, disclosed, openQuestions, type Questions, rowOf } from './questions.testing.ts';

/** Bad input is told what is wrong with it, and nothing of it is written. */
describe.each(ENGINES)('what clients send about accounts on %s', (engine) => {
  let q: Questions;
  let app: NestFastifyApplication;
  let beside: OpenDatabase;
  let at: Disclosed;
  let [resident, manager]: string[] = [];

  beforeAll(async () => {
    q = await openQuestions(engine);
    beside = await openDatabase(q.db.url, SCHEMA); // a server of its own, as it is another process
    const tested = await Test.createTestingModule({ imports: [AppModule.with({ config: testConfig({ databaseUrl: q.db.url }), engine: beside.engine, clock: q.clock })] }).compile();
    app = await withHttpEdge(tested.createNestApplication<NestFastifyApplication>(httpAdapter(), { logger: false }));
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    at = await disclosed(q);
    const sessions = app.get(SessionsService, { strict: false });
    resident = (await sessions.openForResident(at.neighbour.residentId)).accessToken;
    manager = (await sessions.openForStaffName(at.manager.staffId)).accessToken;
  });
  afterAll(async () => { await app.close(); await beside.close(); await q.close(); });

  const send = async (method: 'GET' | 'POST', token: string | undefined, path: string, body?: object) => {
    const reply = await app.inject({
      method, url: `/${API_PREFIX}${path}`, headers: { ...(body && { 'content-type': 'application/json' }), ...(token && { authorization: `Bearer ${token}` }) }, ...(body && { payload: JSON.stringify(body) }),
    });
    return reply.statusCode;
  };

  it('refuses what is no question, answer or complaint', async () => {
    const path = `/statements/${at.statement.id}/questions`;
    const ofQuestion = [
      { id: 'x' }, { id: undefined }, { householdId: 'x' }, { householdId: undefined }, { kind: 'beer' }, { kind: undefined }, { lineId: 'x' }, { text: '' }, { text: ' ' }, { text: 7 }, { text: undefined },
      { text: '问'.repeat(MOST_QUESTION_TEXT + 1) }, { surprise: 1 },
    ];
    for (const over of ofQuestion) expect([over, await send('POST', resident, path, { ...asked(at), ...over })]).toEqual([over, 400]);
    expect((await q.reader.own(at.neighbour, {})).total).toBe(0);
    expect(await send('POST', resident, path, asked(at, { text: '问'.repeat(MOST_QUESTION_TEXT) }))).toBe(200);
    const { id } = await ask(q, at);
    const { version } = (await rowOf(q, id))!;
    const ofAnswer = [
      { version: 0 }, { version: 1.5 }, { version: '2' }, { version: 2_147_483_648 }, { version: undefined }, { text: '' }, { text: ' ' }, { text: 7 }, { text: undefined }, { text: '答'.repeat(MOST_ANSWER_TEXT + 1) },
    ];
    for (const over of ofAnswer) expect([over, await send('POST', manager, `/line-questions/${id}/answer`, { version, text: '好', ...over })]).toEqual([over, 400]);
    expect(await rowOf(q, id)).toMatchObject({ status: 'open', version });
    expect(await send('POST', manager, `/line-questions/${id}/answer`, { version, text: '答'.repeat(MOST_ANSWER_TEXT) })).toBe(200);
    for (const over of [{ complaintId: 'x' }, { complaintId: undefined }, { consentVersion: 3 }, { consentVersion: undefined }, { consentVersion: 'x'.repeat(21) }]) {
      expect([over, await send('POST', resident, `/line-questions/${id}/complaint`, { complaintId: randomUUID(), consentVersion: '1', ...over })]).toEqual([over, 400]);
    }
    expect(await rowOf(q, id)).toMatchObject({ complaintId: null });
    for (const query of ['?kind=beer', '?lineId=x', '?limit=0', '?cursor=nonsense']) expect([query, await send('GET', undefined, path + query)]).toEqual([query, 400]);
    for (const query of ['?estateId=x', '?status=x', '?limit=201']) expect([query, await send('GET', manager, `/line-questions${query}`)]).toEqual([query, 400]);
  });

  it('takes each from whoever may send it', async () => {
    const { id } = await ask(q, at);
    expect([await send('POST', undefined, `/statements/${at.statement.id}/questions`, asked(at)), await send('POST', manager, `/statements/${at.statement.id}/questions`, asked(at))]).toEqual([401, 403]);
    expect([await send('POST', resident, `/line-questions/${id}/answer`, { version: 2, text: '好' }), await send('GET', resident, '/line-questions'), await send('GET', manager, '/me/line-questions')]).toEqual([403, 403, 403]);
    expect(await send('GET', undefined, `/statements/${at.statement.id}/questions`)).toBe(200);
  });
});
