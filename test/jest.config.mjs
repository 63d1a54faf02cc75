/**
 * One jest for the whole repository, one project per kind of test: `jest --config test/jest.config.mjs --selectProjects shared`.
 *
 * Sources are ESM TypeScript and Nest 12 is ESM only, but jest's ESM mode wants a newer Node (`require(esm)` inside its
 * sandbox): everything is transformed to CommonJS, ESM-only dependencies included.
 */
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/** Packages without a CommonJS form, as pnpm names their folders. Each new ESM-only dependency needs an entry here. */
const ESM_ONLY = [
  '@nestjs\\+', 'file-type@', 'strtok3@', 'token-types@', 'uint8array-extras@', '@tokenizer\\+', '@borewit\\+',
  'cookie@2', 'content-disposition@3',
];

const swc = (syntax) => ['@swc/jest', {
  swcrc: false,
  jsc: {
    target: 'es2022',
    parser: syntax,
    // Decorators as tsc emits them for Nest: class-validator and dependency injection read the metadata.
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false, react: { runtime: 'automatic' } },
    keepClassNames: true,
  },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
}];

const common = {
  testEnvironment: 'node',
  moduleFileExtensions: ['ts', 'tsx', 'mts', 'js', 'mjs', 'cjs', 'json', 'node'],
  transform: {
    '^.+\\.m?ts$': swc({ syntax: 'typescript', decorators: true }),
    '^.+\\.tsx$': swc({ syntax: 'typescript', tsx: true, decorators: true }),
    '^.+\\.[mc]?js$': swc({ syntax: 'ecmascript' }),
  },
  transformIgnorePatterns: [`/node_modules/\\.pnpm/(?!(${ESM_ONLY.join('|')}))`],
  // `source` makes the workspace's packages resolve to their TypeScript: no build has to come before a unit test.
  testEnvironmentOptions: { customExportConditions: ['source', 'require', 'node', 'node-addons', 'default'] },
};

/** Decorators need it before any class that carries one; main.ts imports it first, and here nobody else would. */
const withDecorators = { setupFiles: [createRequire(resolve(root, 'server/package.json')).resolve('reflect-metadata')] };

const project = (displayName, folder, overrides = {}) => ({
  ...common,
  displayName,
  rootDir: resolve(root, folder),
  testMatch: ['<rootDir>/**/*.spec.ts', '<rootDir>/**/*.spec.tsx'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/out/'],
  ...overrides,
});

export default {
  rootDir: root,
  // Kept from run to run: the runner's temporary folder is not.
  cacheDirectory: resolve(root, 'test/out/.jest'),
  // One number for every test, far above what any takes: machines are shared, and a slow one must not turn a test red.
  testTimeout: 600_000,
  projects: [
    project('shared', 'shared/src'),
    project('server', 'server/src', withDecorators),
    project('miniprogram', 'miniprogram/src'),
    project('support', 'test/support'),
    project('architecture', 'test/architecture', withDecorators),
    project('openapi', 'test/openapi', withDecorators),
    project('flows', 'test/flows'),
    project('faults', 'test/faults', withDecorators),
    project('attack', 'test/attack'),
    project('weapp', 'test/weapp'),
    project('browser', 'test/browser'),
    project('bench', 'test/bench'),
    project('operations', 'test/operations', { ...withDecorators, testPathIgnorePatterns: ['<rootDir>/proxy/', '<rootDir>/hledger/'] }),
    project('proxy', 'test/operations/proxy'),
    project('hledger', 'test/operations/hledger', withDecorators),
  ],
};
