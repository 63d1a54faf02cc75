import { parseArgs } from 'node:util';
import { isStrongPassword, PASSWORD_MIN_LENGTH } from '../identity/passwords.ts';
import { STAFF_NAME } from '../identity/staff.dto.ts';
import type { StaffService } from '../identity/staff.service.ts';
import { Refused } from '../platform/refused.ts';
import { commandLine, CommandRefused } from './command.ts';

export interface AdministratorCommand {
  readonly name: string | undefined;
  readonly force: boolean;
}

export function administratorCommand(args: readonly string[]): AdministratorCommand {
  const options = { name: { type: 'string' }, force: { type: 'boolean', default: false } } as const;
  const { name, force } = commandLine(() => parseArgs({ args: [...args], options }), 'pnpm admin:create [--name NAME] [--force]').values;
  return { name, force };
}

/**
 * Makes an administrator who may sign in at once with the password given. Meant for the first one: with an active
 * administrator in place the next is invited by that one, in the open and by name; `force` is for when that one is lost.
 */
export async function createAdministrator(staff: StaffService, { name, force }: { readonly name: string; readonly force: boolean }, askPassword: () => Promise<string>): Promise<string> {
  if (!STAFF_NAME.test(name)) throw new CommandRefused('the name must be 3 to 32 letters, digits, dots, dashes or underscores and begin with a letter');
  if (!force && (await staff.hasAdministrator())) {
    throw new CommandRefused('there is an active administrator, who can invite another; --force makes one nevertheless, and the audit log will say so');
  }
  const password = await askPassword();
  if (!isStrongPassword(password, name)) throw new CommandRefused(`the password must have at least ${PASSWORD_MIN_LENGTH} characters and not be the name`);
  try {
    const made = await staff.create({
      name, displayName: '系统管理员', role: 'administrator', scopeId: null, password, status: 'active', actor: { job: force ? 'admin:create --force' : 'admin:create' },
    });
    return made.name;
  } catch (cause) {
    if (cause instanceof Refused && cause.refusal.code === 'STAFF_NAME_TAKEN') throw new CommandRefused(`the name ${name} is taken`);
    throw cause;
  }
}
