/**
 * Payments for a demo: a stand-in for WeChat Pay in a process of its own, which the server speaks to as it would to the real
 * one. It lies with the tests (test/support/wechat-pay); where they are not, a demo comes up without payments.
 */
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build, PARTS, root } from './build.mjs';

const READY_WITHIN_MS = 60_000;

/** Resolves to the settings that the server needs beside its own: none where it is no demo, or the stand-in does not come up. */
export async function startPlayMoney({ say, steps }) {
  const dataDir = await demoFolder();
  if (dataDir === undefined || !existsSync(join(root, 'test/support/wechat-pay'))) return {};
  try {
    await build('playMoney', steps);
    const env = await started(join(dataDir, 'play-money'));
    say('Payments: 演示用的玩具钱，不会真的扣款 (play money, from a stand-in for WeChat Pay)');
    return { MODE: 'demo', ...env };
  } catch (cause) {
    say(`Payments are off: ${cause.message}`);
    return {};
  }
}

/** The demo's folder; undefined where this is no demo, where it has payments of its own, and where the server is about to say what is wrong. */
async function demoFolder() {
  await import('reflect-metadata'); // before any class that carries a decorator, as in main.ts
  const { loadConfig } = await import(join(root, 'server/dist/platform/config/load-config.js'));
  try {
    const { mode, dataDir, wechatPay } = loadConfig();
    return mode === 'demo' && wechatPay === 'off' ? dataDir : undefined;
  } catch {
    return undefined;
  }
}

function started(folder) {
  return new Promise((done, failed) => {
    const child = fork(join(root, PARTS.playMoney.output), ['--folder', folder], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const timer = setTimeout(() => failed(new Error('the play money did not come up')), READY_WITHIN_MS);
    child.once('message', ({ env }) => {
      clearTimeout(timer);
      done(env);
    });
    child.once('error', failed).once('exit', (code) => failed(new Error(`the play money ended with ${code}`)));
    process.once('exit', () => child.kill());
  });
}
