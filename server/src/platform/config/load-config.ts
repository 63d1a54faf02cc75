import { existsSync, readFileSync } from 'node:fs';
import { type Config, configFrom, ConfigurationRefused, VARIABLE_NAMES, type Variables } from './config.ts';
import { demoSecrets } from './demo-secrets.ts';

/** The configuration of this process: its environment, what `.env` in the working folder adds, and files that variables name. */
export function loadConfig(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return configFrom(withFiles(process.env), demoSecrets);
}

/**
 * NAME_FILE=/run/secrets/name stands for NAME=what that file says: a secret in a file is in nobody's process list and in
 * no `docker inspect`. Throws ConfigurationRefused when a file cannot be read or both are given.
 */
export function withFiles(variables: Variables): Variables {
  const reasons: string[] = [];
  const read = VARIABLE_NAMES.flatMap((name) => {
    const file = variables[`${name}_FILE`];
    if (!file) return [];
    if (variables[name]) reasons.push(`${name} and ${name}_FILE are both given: leave one out`);
    try {
      return [[name, readFileSync(file, 'utf8').replace(/\r?\n$/, '')]];
    } catch (cause) {
      reasons.push(`${name}_FILE cannot be read: ${(cause as NodeJS.ErrnoException).code ?? 'unknown'}`);
      return [];
    }
  });
  if (reasons.length > 0) throw new ConfigurationRefused(reasons);
  return { ...variables, ...Object.fromEntries(read) };
}
