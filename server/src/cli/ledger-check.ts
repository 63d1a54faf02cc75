import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { openApplication } from '../application.ts';
import { LedgerChecks, type CheckOutcome } from '../ledger/checks/ledger-checks.service.ts';
import { loadConfig } from '../platform/config/load-config.ts';
import { commandLine, runCommand } from './command.ts';

/**
 * `pnpm ledger:check`: asks what the nightly check asks, at once and beside a running server. Only reads. A line for each
 * claim, below it a line for each place where it does not hold; ends with 1 when there is one.
 */
async function main(): Promise<void> {
  commandLine(() => parseArgs({ options: {} }), 'pnpm ledger:check');
  const { app, close } = await openApplication({ ...loadConfig(), logLevel: 'error', migrate: 'check' });
  try {
    const outcomes = await app.get(LedgerChecks).run();
    for (const line of outcomes.flatMap(linesOf)) console.log(line);
    const isSound = outcomes.every(({ faults }) => faults.length === 0);
    console.log(isSound ? 'The ledger holds.' : 'THE LEDGER DOES NOT HOLD: find out what happened before anything else is entered.');
    if (!isSound) process.exitCode = 1;
  } finally {
    await close();
  }
}

const linesOf = ({ name, looked, faults }: CheckOutcome): string[] => [`${faults.length === 0 ? '✓' : '✗'} ${name} (${looked} looked at)`, ...faults.map((fault) => `    ${fault}`)];

runCommand(main);
