import 'reflect-metadata';
import { stdin, stdout } from 'node:process';
import { openApplication } from '../application.ts';
import { StaffService } from '../identity/staff.service.ts';
import { loadConfig } from '../platform/config/load-config.ts';
import { administratorCommand, createAdministrator } from './administrator.ts';
import { CommandRefused, runCommand } from './command.ts';
import { askHidden, askLine, readPiped } from './terminal.ts';

/**
 * `pnpm admin:create [--name NAME] [--force]`: the first account, from which all others are invited. The password comes
 * from the keyboard, from LINPING_ADMIN_PASSWORD, or through a pipe; never from the command line, which everybody on
 * the machine can read.
 */
async function main(): Promise<void> {
  const { name: given, force } = administratorCommand(process.argv.slice(2));
  const config = loadConfig();
  const name = given ?? (stdin.isTTY ? await askLine('name: ', stdin, stdout) : '');
  const { app, close } = await openApplication({ ...config, logLevel: 'error' });
  try {
    const made = await createAdministrator(app.get(StaffService), { name, force }, askPassword);
    console.log(`administrator ${made} may sign in at ${config.publicUrl}`);
  } finally {
    await close();
  }
}

async function askPassword(): Promise<string> {
  if (process.env.LINPING_ADMIN_PASSWORD) return process.env.LINPING_ADMIN_PASSWORD;
  if (!stdin.isTTY) return readPiped(stdin);
  const password = await askHidden('password: ', stdin, stdout);
  if ((await askHidden('once more: ', stdin, stdout)) !== password) throw new CommandRefused('these were two different passwords');
  return password;
}

runCommand(main);
