import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { shanghaiDate, STAFF_ROLES, type AuditCheckView, type AuditLineView, type Page, type SessionView } from '@linping/shared';
import { AuditLog } from '../platform/audit/audit-log.ts';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { openIdentity, type TestIdentity } from './identity.testing.ts';

const MANY = 60;
const DAY_SECONDS = 86_400;

describe.each(ENGINES)('the audit log as it is read, on %s', (engine) => {
  let it_: TestIdentity;
  let auditor: SessionView & { readonly id: string };
  let firstDay: string, secondDay: string;
  beforeAll(async () => {
    it_ = await openIdentity(engine);
    auditor = await it_.enter('auditor', 'auditor');
    firstDay = shanghaiDate(it_.clock.now().getTime());
    const log = it_.app.get(AuditLog);
    const append = (i: number) =>
      it_.db.unitOfWork.run((tx) =>
        log.append(tx, {
          actor: i % 2 ? { job: 'clock' } : { role: 'auditor', staffId: auditor.id, scope: { level: 'district' } },
          action: i % 3 ? 'round.open' : 'estate.edit',
          subject: `estate:${i % 5}`,
          facts: { i },
        }),
      );
    for (let i = 0; i < MANY / 2; i += 1) await append(i);
    it_.clock.pass(DAY_SECONDS);
    secondDay = shanghaiDate(it_.clock.now().getTime());
    for (let i = MANY / 2; i < MANY; i += 1) await append(i);
    Object.assign(auditor, await it_.sessions.openForStaffName('auditor'));
  });
  afterAll(() => it_.close());

  const read = (query: string) => it_.send(auditor.accessToken, 'GET', `/audit?${query}`);
  const lines = async (query: string): Promise<Page<AuditLineView>> => (await read(query)).body;
  const check = async (query = ''): Promise<AuditCheckView> => (await it_.send(auditor.accessToken, 'GET', `/audit/check?${query}`)).body;
  const sql = (statement: string) => it_.db.unitOfWork.run((tx) => tx.query(statement));

  it('is the newest line first, page by page, each once', async () => {
    const sequences: number[] = [];
    let cursor: string | null = null;
    do {
      const page: Page<AuditLineView> = await lines(`limit=7${cursor === null ? '' : `&cursor=${cursor}`}`);
      sequences.push(...page.items.map(({ sequence }) => sequence));
      expect(page.total).toBe(MANY + 1);
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(sequences).toEqual(Array.from({ length: MANY + 1 }, (_, i) => MANY + 1 - i));
  });

  it('is cut by who, what, which thing and which days', async () => {
    const total = async (query: string) => (await lines(query)).total;
    expect(await total('actor=auditor')).toBe(MANY / 2); // the account's name; the line that made the account is the job's
    expect(await total('actor=AUDITOR')).toBe(MANY / 2);
    expect(await total(`actor=staff:${auditor.id}`)).toBe(MANY / 2);
    expect(await total('actor=job:clock')).toBe(MANY / 2);
    expect(await total('actor=nobody')).toBe(0);
    expect(await total('action=estate.edit')).toBe(MANY / 3);
    expect(await total('subject=estate:0')).toBe(MANY / 5);
    expect(await total(`from=${secondDay}`)).toBe(MANY / 2);
    expect(await total(`to=${firstDay}`)).toBe(MANY / 2 + 1);
    expect(await total(`from=${firstDay}&to=${secondDay}`)).toBe(MANY + 1);
    expect(await lines('subject=estate:0&action=estate.edit&actor=auditor&limit=1')).toMatchObject({
      total: 2,
      items: [{ who: 'auditor', subject: 'estate:0', facts: { i: 30 } }],
    });
    expect((await lines('actor=job:clock&limit=1')).items).toMatchObject([{ who: null }]);
  });

  it.each(['from=2026-02-30', 'limit=0', 'action=', `subject=${'x'.repeat(81)}`])('refuses %s as no request', async (query) =>
    expect(await read(query)).toMatchObject({ status: 400, code: 'INVALID_REQUEST' }),
  );
  it('refuses a cursor that it did not write', async () =>
    expect(await read('cursor=bm9uc2Vuc2U')).toMatchObject({ status: 400, code: 'INVALID_CURSOR' }));

  it("is the auditor's alone", async () => {
    for (const role of STAFF_ROLES.filter(
      (one) => one !== 'auditor' && !['community', 'committee', 'provider', 'street'].some((scoped) => one.startsWith(scoped)),
    )) {
      const { accessToken } = await it_.enter(role, `other.${role}`.toLowerCase());
      for (const path of ['/audit', '/audit/check'])
        expect(await it_.send(accessToken, 'GET', path)).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    }
  });

  describe('recomputing the chain', () => {
    it('holds to the last line, from the start and from any line on', async () => {
      const whole = await check();
      expect(whole).toMatchObject({ checkedTo: whole.lines, brokenAt: null, isDone: true });
      const [line] = (await lines('limit=1&subject=estate:0')).items;
      expect(await check(`after=${line!.sequence}&hash=${line!.hash}`)).toEqual(whole);
    });

    it('does not hold after a line whose hash is another', async () =>
      expect(await check(`after=5&hash=${'a'.repeat(64)}`)).toMatchObject({ checkedTo: 5, brokenAt: 6, isDone: true }));

    it('says up to which line it holds', async () => {
      await sql('UPDATE audit_line SET facts = \'{"i":999}\' WHERE sequence = 20');
      expect(await check()).toMatchObject({ checkedTo: 19, brokenAt: 20, isDone: true });
      await sql('UPDATE audit_line SET facts = \'{"i":18}\' WHERE sequence = 20');
      expect(await check()).toMatchObject({ brokenAt: null });
    });

    it('takes no line that is written meanwhile for a gap', async () => {
      const log = it_.app.get(AuditLog);
      const writing = Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          it_.db.unitOfWork.run((tx) => log.append(tx, { actor: { job: 'meanwhile' }, action: 'round.open', subject: `round:${i}` })),
        ),
      );
      const found: AuditCheckView[] = [];
      for (let i = 0; i < 10; i += 1) found.push(await check());
      await writing;
      expect(found.filter(({ brokenAt }) => brokenAt !== null)).toEqual([]);
    });

    it.each(['after=1', `hash=${'a'.repeat(64)}`, `after=-1&hash=${'a'.repeat(64)}`, 'after=1&hash=x'])('refuses %s as no request', async (query) =>
      expect(await it_.send(auditor.accessToken, 'GET', `/audit/check?${query}`)).toMatchObject({ status: 400, code: 'INVALID_REQUEST' }),
    );
  });
});
