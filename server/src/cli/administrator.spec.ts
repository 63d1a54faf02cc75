import 'reflect-metadata';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openIdentity, type TestIdentity } from '../identity/identity.testing.ts';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { administratorCommand, createAdministrator } from './administrator.ts';
import { CommandRefused } from './command.ts';
import { askHidden, type Keyboard, readPiped } from './terminal.ts';

const PASSWORD = 'first of all accounts';
const ask = () => Promise.resolve(PASSWORD);

describe.each(ENGINES)('the first administrator on %s', (engine) => {
  let it_: TestIdentity;
  beforeAll(async () => { it_ = await openIdentity(engine); });
  afterAll(() => it_.close());
  const lines = () => it_.db.unitOfWork.read((db) => db.query('SELECT actor, action, facts FROM audit_line ORDER BY sequence'));

  it('is made once, may sign in, and is written down without the password', async () => {
    expect(await createAdministrator(it_.staff, { name: 'Root.Admin', force: false }, ask)).toBe('root.admin');
    expect(await it_.send(undefined, 'POST', '/sessions/staff', { name: 'root.admin', password: PASSWORD })).toMatchObject({ status: 201, body: { me: { role: 'administrator', mustChangePassword: false } } });
    expect(await lines()).toMatchObject([{ actor: 'job:admin:create', action: 'staff.create' }]);
    expect(JSON.stringify(await lines())).not.toContain(PASSWORD);
  });

  it('is refused a second time before a password is asked for, unless forced', async () => {
    const never = () => Promise.reject(new Error('asked'));
    await expect(createAdministrator(it_.staff, { name: 'second', force: false }, never)).rejects.toThrow(CommandRefused);
    expect(await createAdministrator(it_.staff, { name: 'second', force: true }, ask)).toBe('second');
    expect((await lines()).at(-1)).toMatchObject({ actor: 'job:admin:create --force' });
  });

  it.each([
    { what: 'a name too short', name: 'ab', password: PASSWORD, says: 'the name must' },
    { what: 'a name with a space', name: 'a b c', password: PASSWORD, says: 'the name must' },
    { what: 'a short password', name: 'third', password: 'ninechars', says: 'at least 10' },
    { what: 'the name as password', name: 'thethirdadmin', password: 'TheThirdAdmin', says: 'not be the name' },
    { what: 'a name taken', name: 'SECOND', password: PASSWORD, says: 'is taken' },
  ])('refuses $what', async ({ name, password, says }) => {
    await expect(createAdministrator(it_.staff, { name, force: true }, () => Promise.resolve(password))).rejects.toThrow(says);
  });
});

describe('the command line', () => {
  it('knows its options and no others', () => {
    expect(administratorCommand(['--name', 'root', '--force'])).toEqual({ name: 'root', force: true });
    expect(administratorCommand([])).toEqual({ name: undefined, force: false });
    expect(() => administratorCommand(['--password', 'x'])).toThrow('usage');
  });

  it('reads a password from the keyboard without showing it', async () => {
    const [keyboard, screen] = [new PassThrough() as Keyboard, new PassThrough()];
    const modes: boolean[] = [];
    keyboard.setRawMode = (on) => modes.push(on);
    const typed = askHidden('password: ', keyboard, screen);
    for (const keys of ['sec', 'rx', '\u007f', 'et密', '\r']) (keyboard as PassThrough).write(keys);
    expect(await typed).toBe('secret密');
    expect(String(screen.read())).toBe('password: \n');
    expect(modes).toEqual([true, false]);
  });

  it('stops at Ctrl-C', async () => {
    const keyboard = new PassThrough();
    const typed = askHidden('', keyboard, new PassThrough());
    keyboard.write('abc\u0003');
    await expect(typed).rejects.toThrow('cancelled');
  });

  it('reads what is piped in, with one line end less', async () => {
    const keyboard = new PassThrough();
    keyboard.end('two words \n');
    expect(await readPiped(keyboard)).toBe('two words ');
  });
});
