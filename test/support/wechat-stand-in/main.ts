/**
 * The stand-in as a program, for a demo of the WeChat way in: `node test/dist/support/wechat-stand-in/main.js --port 4010`,
 * then start the server with WECHAT=on and the address, app id and secret that are printed. Any code `dev:<name>` is
 * that name's phone.
 */
import { parseArgs } from 'node:util';
import { startWechatStandIn } from './wechat-stand-in.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
const standIn = await startWechatStandIn({ port: Number(values.port), devCodes: true });

process.stdout.write([
  'WeChat stand-in, for demo and tests only.',
  `  WECHAT_BASE_URL=${standIn.url}`,
  `  WECHAT_APPID=${standIn.appId}`,
  `  WECHAT_SECRET=${standIn.secret}`,
  '',
].join('\n'));

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void standIn.close());
