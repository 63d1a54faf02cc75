/**
 * Which folder may know which. One rule, one sentence; `planted.test.mjs` shows each of them catch its violation.
 * Run from the repository's root: `depcruise --config test/architecture/dependency-cruiser.cjs shared/src server/src …`
 */

/** The server's capabilities in their line: each may know those before it, never those after it. */
const CAPABILITIES = ['identity', 'estates', 'calendar', 'files', 'moderation', 'notifications', 'surveys', 'complaints', 'ledger', 'billing', 'payments', 'disclosures', 'assessments'];

/** Whatever stands above all capabilities: cli, demo, and the files beside main.ts that put the server together. */
const ABOVE = '^server/src/(cli/|demo/|[^/]+\\.ts$)';

/** One capability's folder, its name captured. */
const CAPABILITY = '^server/src/(?!platform/|cli/|demo/)([^/]+)/';

const SPEC = '\\.(spec|testing)\\.tsx?$';

const capabilityOrder = CAPABILITIES.slice(0, -1).map((name, index) => ({
  name: `${name}-knows-nothing-after-it`,
  comment: 'capabilities form a line: a page that needs several is composed on the client or by a read model above them',
  severity: 'error',
  from: { path: `^server/src/${name}/`, pathNot: SPEC },
  to: { path: `^server/src/(${CAPABILITIES.slice(index + 1).join('|')})/` },
}));

module.exports = {
  forbidden: [
    {
      name: 'shared-is-pure',
      comment: 'no I/O, no dependency: it runs on both sides',
      severity: 'error',
      from: { path: '^shared/src', pathNot: SPEC },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-no-pkg', 'unknown'] },
    },
    {
      name: 'rules-do-not-know-the-wire',
      comment: "the contract is made of the rules' types, never the other way",
      severity: 'error',
      from: { path: '^shared/src/(?!contract/|index\\.ts)' },
      to: { path: '^shared/src/contract/' },
    },
    {
      name: 'packages-point-one-way',
      comment: 'miniprogram → shared ← server',
      severity: 'error',
      from: { path: '^(shared|server|miniprogram)/src' },
      to: { path: '^(server|miniprogram)/src', pathNot: '^$1/src' },
    },
    {
      name: 'nothing-knows-the-tests',
      comment: 'test → all, and nothing → test',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    {
      name: 'tests-stay-in-tests',
      comment: 'a helper of the specs never ships',
      severity: 'error',
      from: { pathNot: [SPEC, '^test/'] },
      to: { path: SPEC },
    },
    {
      name: 'platform-knows-no-capability',
      severity: 'error',
      from: { path: '^server/src/platform/', pathNot: SPEC },
      to: { path: '^server/src/(?!platform/)' },
    },
    ...capabilityOrder,
    {
      name: 'programs-stand-above-capabilities',
      comment: 'cli, demo and the files beside main.ts put capabilities together; no capability knows them',
      severity: 'error',
      from: { path: '^server/src/', pathNot: [ABOVE, SPEC] },
      to: { path: ABOVE },
    },
    {
      name: 'capabilities-meet-through-services',
      comment: "a store, an entity, a controller is a capability's own affair",
      severity: 'error',
      from: { path: CAPABILITY, pathNot: SPEC },
      to: { path: CAPABILITY, pathNot: ['^server/src/$1/', '(\\.(service|module)|/scope-directory)\\.ts$'] },
    },
    {
      name: 'only-the-store-speaks-sql',
      comment: 'elsewhere TypeORM is a type at most',
      severity: 'error',
      from: {
        path: '^server/src',
        pathNot: ['\\.(store|entity)\\.ts$', '/\\d+-[^/]+\\.ts$', '^server/src/platform/database/', SPEC],
      },
      to: { path: 'node_modules/typeorm', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'controllers-do-not-reach-the-store',
      comment: 'authorisation and transactions live in between',
      severity: 'error',
      from: { path: '\\.controller\\.ts$' },
      to: { path: '\\.(store|entity)\\.ts$' },
    },
    {
      name: 'no-barrels-in-the-server',
      comment: 'a barrel of Nest classes turns into an import cycle, and then into an undefined provider',
      severity: 'error',
      from: { path: '^server/src' },
      to: { path: '^server/src/(|.*/)index\\.ts$' },
    },
    {
      name: 'taro-only-at-the-edge',
      comment: 'api and features are tested without a phone',
      severity: 'error',
      from: { path: '^miniprogram/src/(api|features)/' },
      to: { path: '@tarojs' },
    },
    {
      name: 'the-api-client-is-plain',
      comment: 'the tests drive the server with it from Node: no React, no platform',
      severity: 'error',
      from: { path: '^miniprogram/src/api/', pathNot: [SPEC, '-context\\.tsx?$'] },
      to: { path: ['node_modules/(react|@tanstack|@tarojs)', '^miniprogram/src/(?!api/)'] },
    },
    {
      name: 'no-cycles',
      comment: 'a type may point back, running code may not',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|out)/' },
    // The workspace's packages are read as source, as jest and the bundlers read them.
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['source', 'import', 'require', 'node', 'default'] },
  },
};
