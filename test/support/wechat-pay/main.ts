/**
 * The stand-in as a program: `node test/dist/play-money/main.js --folder data/play-money`, then start the server with the
 * settings that are printed. `pnpm start` does it for a demo. Keys and book lie in the folder.
 */
import { parseArgs } from 'node:util';
import { Kept } from './kept.ts';
import { WechatPayStandIn } from './wechat-pay-stand-in.ts';

const { values } = parseArgs({ options: { folder: { type: 'string' }, port: { type: 'string', default: '0' } } });
if (values.folder === undefined) throw new Error('--folder is missing: where keys and book lie');
const kept = new Kept(values.folder);
const { keys, book } = kept;
const standIn = await WechatPayStandIn.start({ port: Number(values.port), keys, book, onChange: () => kept.keep(), notices: 'bySchedule', isPlayable: true });
const env = standIn.env();

// A program that started this one is told in one message, and takes it along when it ends.
if (process.send) {
  process.send({ env });
  process.once('disconnect', () => process.exit(0));
} else {
  const lines = Object.entries(env).map(([name, value]) => `${name}=${JSON.stringify(value)}\n`);
  process.stdout.write(`Stand-in for WeChat Pay, for demo and tests only. No money is moved.\n${lines.join('')}`);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void standIn.close().then(() => process.exit(0)));
