/** Rules of this house that a machine can check. `planted.test.mjs` shows each of them catch its violation. */
import ts from 'typescript-eslint';

const rule = (selector, message) => ({ selector, message });
const method = (names) => `CallExpression[callee.property.name=/^(${names})$/]`;

const inexact = [
  rule("MemberExpression[object.name='Math'][property.name='round']", 'Use a named rounding of shared/exact.'),
  rule(method('toFixed|toPrecision'), 'Use a named rounding of shared/exact.'),
  rule("MemberExpression[object.name='Math'][property.name='random']", 'Randomness comes in as an argument.'),
  rule("MemberExpression[object.name='Date'][property.name='now']", 'Time comes in as an argument.'),
  rule("NewExpression[callee.name='Date'][arguments.length=0]", 'Time comes in as an argument.'),
];
/** Everything a phone runs: a BigInt literal is a syntax error before iOS 14. */
const noBigInt = rule("Literal[bigint], CallExpression[callee.name='BigInt']", 'Safe integers and natural(): JSON and phones have no BigInt.');

const lateAnswers = rule(method('setQueryData'), 'A question still on its way would overwrite it: keepAnswer, or a comparison of versions.');

const unsafeWrites = [
  rule(method('save|upsert|remove'), 'insert or compare-and-set: save() overwrites a newer row without a word.'),
  rule(method('orIgnore|orUpdate'), 'A swallowed duplicate is a lost answer: insert, and decode the key that broke.'),
  rule("Identifier[name='VersionColumn']", 'A stale save() passes @VersionColumn: compare-and-set and check that one row changed.'),
  rule("Literal[value=/^pessimistic_/], CallExpression[callee.property.name='setLock']", 'Row locks are not cluster-wide on Galera and missing on SQLite: pass the gate with an UPDATE.'),
  rule("Property[key.name='synchronize'][value.value=true]", 'The schema comes from migrations.'),
  rule("Identifier[name='PrimaryGeneratedColumn']", 'Ids come from the caller, so that a retry meets its own row.'),
  rule("Identifier[name='forwardRef']", 'Capabilities form a line.'),
  rule('ExportAllDeclaration', 'No barrels: import the file that declares it.'),
];
const noDataSource = rule("ImportSpecifier[imported.name='DataSource'], Identifier[name=/^Inject(Repository|DataSource|EntityManager)$/]", 'The way to the database is the UnitOfWork.');
const ownClock = [
  rule("MemberExpression[object.name='Date'][property.name='now']", 'Time comes from the Clock, so that a test can stand at the minute before closing.'),
  rule("NewExpression[callee.name='Date'][arguments.length=0]", 'Time comes from the Clock, so that a test can stand at the minute before closing.'),
];
const noEnvironment = rule("MemberExpression[object.name='process'][property.name='env']", 'Settings come from Config, which checks and documents them.');

const focused = [
  rule("MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(only|skip|todo)$/]", 'A test that does not run proves nothing.'),
  rule("CallExpression[callee.name=/^(xit|xtest|xdescribe|fit|fdescribe)$/]", 'A test that does not run proves nothing.'),
];

const SPECS = ['**/*.{spec,testing}.{ts,tsx}'];
/** Later entries of a flat config replace a rule's options, so each set of files names all that holds there. */
const restricted = (...rules) => ({ 'no-restricted-syntax': ['error', ...rules] });

export default ts.config(
  { ignores: ['**/dist/**', '**/out/**', '**/node_modules/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx,mts,mjs,cjs}'],
    languageOptions: { parser: ts.parser },
    plugins: { '@typescript-eslint': ts.plugin },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' }],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
    },
  },
  { files: ['shared/src/**'], ignores: SPECS, rules: restricted(...inexact, noBigInt) },
  { files: ['miniprogram/src/**'], ignores: SPECS, rules: restricted(noBigInt, lateAnswers) },
  { files: ['miniprogram/src/features/{keep-answer,assessments/use-sheet}.ts'], rules: restricted(noBigInt) },
  { files: ['server/src/**'], ignores: SPECS, rules: restricted(...unsafeWrites, noDataSource, ...ownClock, noEnvironment) },
  { files: ['server/src/platform/database/**'], ignores: SPECS, rules: restricted(...unsafeWrites, noEnvironment) },
  { files: ['server/src/platform/clock.ts'], rules: restricted(...unsafeWrites) },
  { files: ['server/src/platform/config/**', 'server/src/main.ts', 'server/src/cli/**'], ignores: SPECS, rules: restricted(...unsafeWrites, noDataSource, ...ownClock) },
  // Specs may keep their own clock and data source; what loses rows in production also lies in a test.
  { files: ['server/src/**/*.{spec,testing}.ts'], rules: restricted(...unsafeWrites, ...focused) },
  { files: ['shared/src/**/*.spec.ts', 'miniprogram/src/**/*.spec.{ts,tsx}', 'test/**/*.{spec.ts,spec.tsx,test.mjs}'], rules: restricted(...focused) },
  {
    // A forgotten await is a statement outside its transaction, or an assertion nobody sees: these need types.
    files: ['server/src/**/*.ts', 'test/{support,weapp,flows,faults,attack,browser,bench,simulate,openapi,operations}/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: { '@typescript-eslint/no-floating-promises': 'error', '@typescript-eslint/no-misused-promises': 'error' },
  },
);
