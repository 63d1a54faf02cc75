import { parseArgs } from 'node:util';
import { ENGINES, type EngineName } from '../support/databases.ts';

export const USAGE = `pnpm simulate [--estates N | --full] [--seed N] [--engine sqlite|mariadb] [--json FILE]
pnpm simulate --url http://host:port --administrator NAME   (its password in SIMULATE_PASSWORD; the server needs TRUST_PROXY=true
                                                             and no campaign in this half-year)`;

const USUAL_ESTATES = 60;
const ALL_ESTATES = 511;

export interface Options {
  readonly seed: number;
  readonly estates: number;
  readonly engine: EngineName;
  readonly json: string | undefined;
  /** Another server than one of our own. */
  readonly running: { readonly origin: string; readonly administrator: { readonly name: string; readonly password: string } } | undefined;
}

/** Throws an Error whose message says what is wrong. */
export function optionsFrom(args: readonly string[], password: string | undefined): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: '1' }, estates: { type: 'string' }, full: { type: 'boolean', default: false }, engine: { type: 'string', default: 'sqlite' },
      json: { type: 'string' }, url: { type: 'string' }, administrator: { type: 'string' },
    },
  });
  const engine = ENGINES.find((name) => name === values.engine);
  if (!engine) throw new Error(`--engine is one of ${ENGINES.join(', ')}`);
  if (values.url !== undefined && (!values.administrator || !password)) throw new Error('--url needs --administrator and SIMULATE_PASSWORD');
  return {
    engine, json: values.json,
    seed: naturalOf('--seed', values.seed),
    estates: values.full ? ALL_ESTATES : Math.max(1, naturalOf('--estates', values.estates ?? String(USUAL_ESTATES))),
    running: values.url === undefined ? undefined : { origin: values.url.replace(/\/+$/, ''), administrator: { name: values.administrator!, password: password! } },
  };
}

function naturalOf(name: string, text: string): number {
  const n = Number(text);
  if (!/^\d+$/.test(text) || n > 1_000_000) throw new Error(`${name} is a natural number, not ${text}`);
  return n;
}
