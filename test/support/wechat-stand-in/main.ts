/**
 * The stand-in as a program, for a demo of the WeChat way in: `node test/dist/support/wechat-stand-in/main.js --port 4010
 * --server http://127.0.0.1:3000`, then start the server with WECHAT=on and the settings that are printed. Any code
 * `dev:<name>` is that name's phone; what is asked about photos is answered to the server.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { PROGRESS_TEMPLATE } from './messages.ts';
import { startWechatStandIn } from './wechat-stand-in.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' }, server: { type: 'string' } } });
const [TOKEN, AES_KEY] = ['demoPushToken', 'demoAesKey'.repeat(5).slice(0, 43)];
const standIn = await startWechatStandIn({ port: Number(values.port), devCodes: true });

process.stdout.write([
  'WeChat stand-in, for demo and tests only.',
  `  WECHAT_BASE_URL=${standIn.url}`,
  `  WECHAT_APPID=${standIn.appId}`,
  `  WECHAT_SECRET=${standIn.secret}`,
  `  WECHAT_TEMPLATE_PROGRESS=${PROGRESS_TEMPLATE}`,
  `  WECHAT_PUSH_TOKEN=${TOKEN}`,
  `  WECHAT_PUSH_AES_KEY=${AES_KEY}`,
  '',
].join('\n'));

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void standIn.close());

if (values.server !== undefined) {
  const target = { url: `${values.server}/api/v1/wechat/push`, token: TOKEN, aesKey: AES_KEY };
  const isTaken = () => standIn.pushes.to(target).then(() => true, () => false);
  while (!(await isTaken())) await sleep(1000, undefined, { ref: false }); // the server is started with what was printed above
  process.stdout.write('  The server takes pushes.\n');
}
