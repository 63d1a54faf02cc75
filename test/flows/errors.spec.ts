import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignedOut, Unreachable } from '@linping/miniprogram/api';
import { openDistrict, type District } from '../support/district.ts';
import { browserPhone, visitor } from '../support/people.ts';

/** What a client meets when things are not as they should be: always problem+json with a sentence, never a stack. */
describe('refusals', () => {
  let district: District;
  beforeAll(async () => {
    district = await openDistrict('sqlite', { buildings: 1, doorsPerBuilding: 3 });
  });
  afterAll(() => district?.close());

  const UUID = '00000000-0000-4000-8000-000000000000';

  it.each([
    { what: 'an unknown path', method: 'GET', path: '/nothing', status: 404, code: 'NOT_FOUND' },
    { what: 'another method', method: 'DELETE', path: '/coverage', status: 405, code: 'METHOD_NOT_ALLOWED' },
    { what: 'no session', method: 'GET', path: '/me', status: 401, code: 'UNAUTHENTICATED' },
    { what: 'an unknown poster', method: 'GET', path: '/buildings/by-token/nowhere', status: 404, code: 'BUILDING_TOKEN_UNKNOWN' },
    { what: 'an unknown round', method: 'GET', path: `/rounds/${UUID}`, status: 404, code: 'ROUND_NOT_FOUND' },
    { what: 'an id that is none', method: 'GET', path: '/rounds/1', status: 400, code: 'INVALID_REQUEST' },
    { what: 'a path that cannot be decoded', method: 'GET', path: '/rounds/%E0%A4%A', status: 400, code: 'INVALID_REQUEST' },
    { what: 'a wrong password', method: 'POST', path: '/sessions/staff', body: { name: 'nobody', password: 'nothing at all' }, status: 401, code: 'SIGN_IN_FAILED' },
    { what: 'a field too many', method: 'POST', path: '/sessions/staff', body: { name: 'nobody', password: 'x', role: 'administrator' }, status: 400, code: 'INVALID_REQUEST' },
  ] as const)('answers $what with $status $code and a sentence', async ({ method, path, status, code, ...rest }) => {
    const reply = await fetch(district.server.api + path, {
      method,
      ...('body' in rest ? { body: JSON.stringify(rest.body), headers: { 'Content-Type': 'application/json' } } : {}),
    });
    expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    const problem = (await reply.json()) as Record<string, unknown>;
    expect(problem).toMatchObject({ status, code, title: expect.stringMatching(/[\u4e00-\u9fff]/), requestId: expect.any(String) });
    expect(reply.status).toBe(status);
    expect(JSON.stringify(problem)).not.toMatch(/\.ts|node_modules|Error:/);
  });

  it('names the fields that are wrong', async () => {
    const reply = await visitor(district.server).request('POST', '/sessions/staff', { name: 1 });
    expect(reply.body).toMatchObject({ code: 'INVALID_REQUEST', invalid: expect.arrayContaining([expect.objectContaining({ at: 'name' }), expect.objectContaining({ at: 'password' })]) });
  });

  it('tells the client a refusal from a silence', async () => {
    await expect(visitor(district.server).api.surveys.round(UUID)).rejects.toMatchObject({ problem: { code: 'ROUND_NOT_FOUND' } });
    await expect(browserPhone({ api: 'http://127.0.0.1:9/api/v1' }).api.surveys.round(UUID)).rejects.toBeInstanceOf(Unreachable);
    await expect(visitor(district.server).api.estates.myHouseholds()).rejects.toBeInstanceOf(SignedOut);
  });

  it('ends a session for good: its tokens open nothing any more', async () => {
    const person = browserPhone(district.server);
    await person.api.estates.myHouseholds('start');
    const held = person.session.read()!;
    await person.api.sessions.end();
    expect(await person.request('GET', '/me/households')).toMatchObject({ status: 401 });
    expect(await visitor(district.server).request('POST', '/sessions/refresh', { refreshToken: held.refreshToken })).toMatchObject({ status: 401, body: { code: 'SESSION_ENDED' } });
  });

  it('refuses bodies that are too large, of another kind, or nested without end', async () => {
    const post = (body: string, type: string) => fetch(`${district.server.api}/sessions/staff`, { method: 'POST', body, headers: { 'Content-Type': type } });
    expect((await post(JSON.stringify({ name: 'x'.repeat(100_000) }), 'application/json')).status).toBe(413);
    expect((await post('<a/>', 'application/xml')).status).toBe(415);
    expect((await post(`${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'application/json')).status).toBe(400);
    expect((await post('{"name":', 'application/json')).status).toBe(400);
  });
});
