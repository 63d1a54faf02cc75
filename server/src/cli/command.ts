import { ConfigurationRefused } from '../platform/config/config.ts';
import { BackupRefused } from '../platform/database/backup/backup-folder.ts';
import { SchemaRefused } from '../platform/database/migrate.ts';

/** The command cannot be carried out; the message says what to do. */
export class CommandRefused extends Error {}

const SAID_PLAINLY = [CommandRefused, ConfigurationRefused, SchemaRefused, BackupRefused];

/** Runs a program of the command line: a refusal is one sentence, anything else a trace, both end with 1. */
export function runCommand(command: () => Promise<void>): void {
  command().then(
    () => process.exit(),
    (cause: unknown) => {
      console.error(SAID_PLAINLY.some((kind) => cause instanceof kind) ? (cause as Error).message : cause);
      process.exit(1);
    },
  );
}

/** `options` of node:util's parseArgs; an option that nobody knows is refused with how it is used. */
export function commandLine<T>(parse: () => T, usage: string): T {
  try {
    return parse();
  } catch (cause) {
    throw new CommandRefused(`${(cause as Error).message}\nusage: ${usage}`);
  }
}
