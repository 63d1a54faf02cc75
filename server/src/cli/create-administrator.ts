import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { stdin, stdout } from 'node:process';
import { openApplication } from '../application.ts';
import { StaffService } from '../identity/staff.service.ts';
import { configFrom, ConfigurationRefused } from '../platform/config/config.ts';
import { demoSecrets } from '../platform/config/demo-secrets.ts';
import { administratorCommand, CommandRefused, createAdministrator } from './administrator.ts';
import { askHidden, askLine, readPiped } from './terminal.ts';

/**
 * `pnpm admin:create [--name NAME] [--force]`: the first account, from which all others are invited. The password comes
 * from the keyboard, from LINPING_ADMIN_PASSWORD, or through a pipe; never from the command line, which everybody on
 * the machine can read.
 */
async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const { name: given, force } = administratorCommand(process.argv.slice(2));
  const config = configFrom(process.env, demoSecrets);
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

main().then(
  () => process.exit(0),
  (cause: unknown) => {
    console.error(cause instanceof ConfigurationRefused || cause instanceof CommandRefused ? cause.message : cause);
    process.exit(1);
  },
);
