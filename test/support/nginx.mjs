/** A private nginx for tests: the configuration of docs/nginx.conf on free ports, with a certificate of the hour. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.mjs';

const READY_WITHIN_MS = 60_000;
const FOLDERS = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/local/sbin'];

/** The program, or undefined where nginx is not installed. */
export const findNginx = () => FOLDERS.filter(Boolean).map((folder) => join(folder, 'nginx')).find((path) => existsSync(path));

/**
 * @typedef {object} Nginx
 * @property {number} httpPort
 * @property {number} httpsPort
 * @property {string} certificate the certificate to trust, PEM
 * @property {string} folder
 * @property {() => Promise<void>} stop
 */

/**
 * Starts nginx on a site's configuration as an operator would have copied it, with nothing replaced but ports, files and
 * the address of the server behind it. A replacement that replaces nothing is an error: then the file was not understood.
 * @param {{ site: string, name: string, upstreamPort: number }} options `site` is the text of the configuration
 * @returns {Promise<Nginx>}
 */
export async function startNginx({ site, name, upstreamPort }) {
  const nginx = findNginx();
  if (!nginx) throw new Error('nginx is not installed: apt-get install nginx');
  const folder = mkdtempSync(join(tmpdir(), 'linping-nginx-'));
  const [httpPort, httpsPort] = [await freePort(), await freePort()];
  const [certificate, key] = [join(folder, 'linping.pem'), join(folder, 'linping.key')];
  execFileSync('openssl', [
    'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`,
    '-keyout', key, '-out', certificate,
  ], { stdio: 'pipe' });

  /** @type {readonly [RegExp, string][]} */
  const replacements = [
    [/listen 80\b/g, `listen 127.0.0.1:${httpPort}`],
    [/listen 443\b/g, `listen 127.0.0.1:${httpsPort}`],
    [/(?<=ssl_certificate +)\/\S+(?=;)/g, certificate],
    [/(?<=ssl_certificate_key +)\/\S+(?=;)/g, key],
    [/\/var\/log\/nginx/g, folder],
    [/server 127\.0\.0\.1:3000;/g, `server 127.0.0.1:${upstreamPort};`],
  ];
  const text = replacements.reduce((before, [pattern, replacement]) => {
    const after = before.replace(pattern, replacement);
    if (after === before) throw new Error(`docs/nginx.conf has nothing like ${pattern}`);
    return after;
  }, site);
  for (const temporary of ['body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']) mkdirSync(join(folder, temporary));
  writeFileSync(join(folder, 'site.conf'), text);
  // What Debian's own nginx.conf does around a site; root gives its workers its own account, or they could not read the folder.
  writeFileSync(join(folder, 'nginx.conf'), `
${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes 1; daemon off; pid ${folder}/nginx.pid; error_log ${folder}/main.log;
events { worker_connections 512; }
http {
  default_type application/octet-stream;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi; uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  include ${folder}/site.conf;
}`);

  const child = spawn(nginx, ['-p', folder, '-e', join(folder, 'main.log'), '-c', join(folder, 'nginx.conf')], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (/** @type {string} */ part) => (said += part));
  const ended = new Promise((done) => child.once('exit', done));
  const killNow = () => {
    child.kill('SIGTERM'); // the master ends its workers; killed, it would leave them behind
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', killNow);
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    process.off('exit', killNow);
    rmSync(folder, { recursive: true, force: true });
  };
  for (const deadline = Date.now() + READY_WITHIN_MS; !(await listens(httpsPort)); await sleep(50)) {
    if (child.exitCode === null && Date.now() < deadline) continue;
    const log = existsSync(join(folder, 'main.log')) ? readFileSync(join(folder, 'main.log'), 'utf8') : '';
    killNow();
    throw new Error(`nginx did not start:\n${said}${log}`);
  }
  return { httpPort, httpsPort, certificate: readFileSync(certificate, 'utf8'), folder, stop };
}

/** @type {(port: number) => Promise<boolean>} */
const listens = (port) => new Promise((resolve) => {
  const socket = connect(port, '127.0.0.1');
  const done = (/** @type {boolean} */ yes) => { socket.destroy(); resolve(yes); };
  socket.once('connect', () => done(true)).once('error', () => done(false));
});
