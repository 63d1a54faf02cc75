/**
 * WeChat's own uploader stopped before the upload: `node compile-offline.mjs <dist>` validates app.json, pages, WXML, WXSS
 * and JS and compiles them. A program of its own, because miniprogram-ci starts services and patches globals.
 */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ci = createRequire(import.meta.url)('miniprogram-ci');
const APP_ID = 'wx0123456789abcdef';

/** What the upload service would answer about the app; given here, because no machine of ours reaches it. */
const ATTRIBUTES = {
  appid: APP_ID, appType: 0, platform: false, isSandbox: false, released: false, gameApp: false,
  setting: {
    MaxCodeSize: 2, MaxSubpackageSubCodeSize: 2, MaxSubpackageFullCodeSize: 20, NavigateMiniprogramLimit: 10,
    MaxTabbarCount: 5, MinTabbarCount: 2, MaxTabbarIconSize: 40,
  },
};

const projectPath = resolve(process.argv[2]);
const folder = mkdtempSync(join(tmpdir(), 'linping-ci-'));
process.chdir(folder); // it leaves folders wherever it is run
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const privateKeyPath = join(folder, 'upload.key');
writeFileSync(privateKeyPath, generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
}).privateKey);

const project = new ci.Project({ appid: APP_ID, type: 'miniProgram', projectPath, privateKeyPath, ignores: [] });
project.attr = async () => ATTRIBUTES;

try {
  // Not minifyWXSS: the build has minified it, and the uploader's own minifier does not load from pnpm's layout.
  const setting = { es6: true, es7: true, minifyJS: true, minifyWXML: true };
  await ci.getCompiledResult({ project, desc: 'check', version: '0.0.0', setting, onProgressUpdate: () => {} }, join(folder, 'compiled.zip'));
  process.exit(0); // its services would keep the process
} catch (cause) {
  process.stderr.write(`${cause?.message ?? cause}\n`);
  process.exit(1);
}
