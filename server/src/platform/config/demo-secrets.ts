import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';

/** The demo's secrets are made at its first start and kept beside its data, so that a second start knows its own tokens and codes. */
export function demoSecrets(dataDir: string): Config['secrets'] {
  const file = join(dataDir, 'demo-secrets.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Config['secrets'];
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
  }
  const secret = () => randomBytes(32).toString('base64url');
  const secrets = { token: secret(), code: secret(), contact: secret() };
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}
