/** The guard must bite: a clean tree passes, and each planted violation is named by its rule, at its line. */
import { describe, expect, test } from 'vitest';
import { checkTree } from '../../../scripts/checks/tree.mjs';

type Tree = Readonly<Record<string, string>>;

const CLEAN: Tree = {
  'src/main.ts': "/** The entry. */\nimport { openApp } from './app.ts';\nopenApp();\nvoid import('./cli/list.ts').then((command) => command.run());\n",
  'src/app.ts': "/** Wires. */\nimport { now } from './machine/clock.ts';\nimport { importStatement } from './intake/intake.ts';\n/** Opens. */\nexport function openApp(): number {\n  return importStatement(now());\n}\n",
  'src/cli/list.ts': "/** Lists. */\nimport { openApp } from '../app.ts';\nimport { amountText } from '../format/amount.ts';\n/** Runs. */\nexport const run = (): string => amountText(openApp());\n",
  'src/format/amount.ts': "/** Text. */\nimport { minor } from '../values/money.ts';\n/** Minor units -> text. */\nexport const amountText = (value: number): string => `${minor(value)} kr, a/b ${`nested ${value}`}`;\n",
  'src/machine/clock.ts': '/** The clock. */\n/** Milliseconds. */\nexport function now(): number {\n  return Date.now();\n}\n',
  'src/intake/intake.ts': "/** The corridor. */\nimport { categoryOf } from '../categories/cascade.ts';\n/** Imports. */\nexport function importStatement(at: number): number {\n  return categoryOf(at) / 2 / 3;\n}\n",
  'src/categories/cascade.ts': "/** Steps. */\nimport { rows } from '../read-model/rows.ts';\n/** A category. */\nexport const categoryOf = (at: number): number => rows(at);\n",
  'src/read-model/rows.ts': "/** Rows. */\nimport { append } from '../ledger/append.ts';\n/** Rows. */\nexport function rows(at: number): number {\n  return append('SELECT a FROM b', at);\n}\n",
  'src/ledger/append.ts': "/** Appends. */\nimport { minor } from '../values/money.ts';\nimport { failed } from '../errors.ts';\n/** Appends. */\nexport function append(sql: string, at: number): number {\n  return sql === '' ? failed() : minor(at);\n}\n",
  'src/errors.ts': '/** Failures. */\n/** One. */\nexport function failed(): number {\n  return 1;\n}\n',
  'src/values/money.ts': '/** Money. */\n/** Checked. */\nexport function minor(value: number): number {\n  return /[/*]"/.test(`${value}`) ? 0 : value;\n}\n',
  'test/unit/money.test.ts': "import { minor } from '../../src/values/money.ts';\nminor(1);\n",
  'README.md': '# Here\n\nSee [the glossary](docs/glossary.md#words) and [above](#here), `src/main.ts`.\n',
  'docs/glossary.md': '# Glossary\n\n## Words\n',
  'docs/decisions/0001-first.md': '# 0001 First\n\n## Rejected\n\n- none\n',
};

/** The clean tree with some files replaced or added -> "rule path:line" of each problem. */
const problemsWith = (planted: Tree): readonly string[] =>
  checkTree({ ...CLEAN, ...planted }).map(({ rule, path, line }) => `${rule} ${path}:${line}`);
/** A file of the clean tree with one line added at its end. */
const plus = (path: string, line: string): Tree => ({ [path]: `${CLEAN[path] ?? ''}${line}\n` });
const lineOfAddition = (path: string): number => (CLEAN[path] ?? '').split('\n').length;

test('a clean tree has nothing to mend', () => {
  expect(checkTree(CLEAN)).toEqual([]);
});

describe('imports', () => {
  const arrows: readonly (readonly [string, string])[] = [
    ['src/values/money.ts', './../errors.ts'], ['src/values/money.ts', 'chalk'],
    ['src/ledger/append.ts', '../read-model/rows.ts'], ['src/read-model/rows.ts', '../categories/cascade.ts'],
    ['src/categories/cascade.ts', '../intake/intake.ts'], ['src/intake/intake.ts', '../app.ts'],
    ['src/app.ts', './cli/list.ts'], ['src/cli/list.ts', '../machine/clock.ts'], ['src/cli/list.ts', '../main.ts'],
    ['src/format/amount.ts', '../ledger/append.ts'], ['src/intake/intake.ts', '../format/amount.ts'],
    ['src/errors.ts', './ledger/append.ts'], ['src/main.ts', './ledger/append.ts'], ['src/app.ts', '../test/unit/money.test.ts'],
  ];
  test.each(arrows)('%s must not import %s', (path, target) => {
    expect(problemsWith(plus(path, `import '${target}';`))).toContain(`import-direction ${path}:${lineOfAddition(path)}`);
  });
  test('types travel by the same arrows, and so do lazy imports', () => {
    const type = "export type A = import('../app.ts').B;";
    expect(problemsWith(plus('src/ledger/append.ts', type))).toContain(`import-direction src/ledger/append.ts:${lineOfAddition('src/ledger/append.ts')}`);
    const typed = "import type { B } from '../app.ts';";
    expect(problemsWith(plus('src/ledger/append.ts', typed))).toContain(`import-direction src/ledger/append.ts:${lineOfAddition('src/ledger/append.ts')}`);
  });
  test('journeys do not import each other', () => {
    expect(problemsWith({ 'src/alerts/alert.ts': "import '../intake/intake.ts';\n", ...plus('src/app.ts', "import './alerts/alert.ts';") }))
      .toEqual(['import-direction src/alerts/alert.ts:1']);
  });
  test('a room that nobody declared', () => {
    expect(problemsWith({ 'src/attic/box.ts': '', ...plus('src/app.ts', "import './attic/box.ts';") })).toContain('import-direction src/attic/box.ts:1');
  });
  test('a file that is not there', () => {
    expect(problemsWith(plus('src/app.ts', "import './values/gone.ts';"))).toContain('import-missing src/app.ts:8');
  });
  test('two files in a circle are told once', () => {
    const planted = { ...plus('src/ledger/append.ts', "import './store.ts';"), 'src/ledger/store.ts': "import './append.ts';\n" };
    expect(problemsWith(planted)).toEqual(['import-cycle src/ledger/append.ts:1']);
  });
  test('a lazy import closes no circle', () => {
    const planted = { ...plus('src/ledger/append.ts', "import './store.ts';"), 'src/ledger/store.ts': "void import('./append.ts');\n" };
    expect(problemsWith(planted)).toEqual([]);
  });
});

describe('what is dead', () => {
  test('a file that nothing reaches, even if a test does', () => {
    const planted = { 'src/ledger/attic.ts': '/** Old. */\nexport const old = 1;\n', 'test/unit/attic.test.ts': "import { old } from '../../src/ledger/attic.ts';\nvoid old;\n" };
    expect(problemsWith(planted)).toEqual(['dead-file src/ledger/attic.ts:1']);
  });
  test('data that nothing reads', () => {
    expect(problemsWith({ 'src/categories/taxonomy.json': '{}' })).toEqual(['dead-file src/categories/taxonomy.json:1']);
  });
  test.each(['export const spare = 1;', 'export class Spare {}', 'export interface Spare { a: 1 }', 'const spare = 1; export { spare };'].map((s) => [s]))('an export that nobody imports: %s', (line) => {
    const problems = checkTree({ ...CLEAN, ...plus('src/ledger/append.ts', line.replace('; export', ';\nexport')) });
    expect(problems.map((p) => p.rule)).toEqual(['dead-export']);
  });
  test('a type in a signature of its own file is alive', () => {
    expect(problemsWith(plus('src/values/money.ts', 'export type Held = 1;\nconst held: Held = 1;\nvoid held;'))).toEqual([]);
  });
});

describe('what is banned outside its owner', () => {
  const calls: readonly (readonly [string, string])[] = [
    ['clock', 'void Date.now();'], ['clock', 'void new Date(0);'], ['dice', 'void Math.random();'], ['environment', 'void process.env.HOME;'],
    ['exit', 'process.exit(1);'], ['console', "console.log('x');"], ['console', "console.error('x');"], ['float', "void parseFloat('1');"],
    ['any', 'let loose: any;'], ['any', 'void (1 as any);'], ['any', 'let list: Array<any>;'], ['barrel', "export * from './x.ts';"],
    ['barrel', 'export default 1;'], ['ts-ignore', '// @ts-ignore'], ['ts-ignore', '/* @ts-expect-error */'], ['leftover', '// TODO later'],
    ['leftover', '/* FIXME */'], ['clock', 'const inside = `${Date.now()}`;'],
  ];
  test.each(calls)('%s: %s', (rule, line) => {
    const path = 'src/ledger/append.ts';
    expect(problemsWith(plus(path, line))).toContain(`${rule} ${path}:${lineOfAddition(path)}`);
  });
  test('the owner may', () => {
    expect(problemsWith({ ...plus('src/machine/clock.ts', 'void new Date(0);'), ...plus('src/main.ts', 'process.exit(0);') })).toEqual([]);
  });
  test('words in strings and comments are no calls', () => {
    expect(problemsWith(plus('src/errors.ts', "void 'Date.now()'; // never Date.now() nor : any"))).toEqual([]);
  });
  test('tests are held to types too', () => {
    expect(problemsWith(plus('test/unit/money.test.ts', 'let loose: any;'))).toEqual(['any test/unit/money.test.ts:3']);
    expect(problemsWith(plus('test/unit/money.test.ts', "test.skip('x', () => undefined);"))).toEqual(['skipped-test test/unit/money.test.ts:3']);
    expect(problemsWith(plus('test/unit/money.test.ts', "describe.only('x', () => undefined);"))).toEqual(['skipped-test test/unit/money.test.ts:3']);
  });
});

describe('SQL outside its rooms', () => {
  const statements = ['SELECT id FROM event', 'SELECT ${columns} FROM event', 'INSERT INTO a VALUES (1)', 'UPDATE a SET b = 1', 'DELETE FROM a', 'CREATE TABLE a (b)', 'PRAGMA user_version', 'insert into a (b)'];
  test.each(statements.map((s) => [s]))('%s', (sql) => {
    expect(problemsWith(plus('src/intake/intake.ts', `void \`${sql}\`;`))).toEqual([`sql src/intake/intake.ts:${lineOfAddition('src/intake/intake.ts')}`]);
  });
  test('the database library', () => {
    expect(problemsWith(plus('src/app.ts', "import 'better-sqlite3';"))).toEqual(['sql src/app.ts:8']);
  });
  test('a sentence is no statement', () => {
    expect(problemsWith(plus('src/errors.ts', "void 'Select an account from the list, or update a rule.';"))).toEqual([]);
  });
});

describe('shape', () => {
  test.each(['utils', 'helpers', 'common', 'shared', 'misc', 'manager', 'services'])('a folder named %s', (folder) => {
    expect(problemsWith({ [`test/${folder}/a.ts`]: '' })).toEqual([`nameless test/${folder}/a.ts:1`]);
  });
  test('a file named utils', () => {
    expect(problemsWith({ 'scripts/utils.mjs': '' })).toEqual(['nameless scripts/utils.mjs:1']);
  });
  test('a name out of kebab-case, and a third folder', () => {
    const planted = { 'src/intake/rowReader.ts': '', 'src/intake/a/b/c.ts': '', ...plus('src/intake/intake.ts', "import './rowReader.ts';\nimport './a/b/c.ts';") };
    expect(problemsWith(planted)).toEqual(['depth src/intake/a/b/c.ts:1', 'file-name src/intake/rowReader.ts:1']);
  });
  test('more than 300 lines', () => {
    expect(problemsWith({ 'scripts/long.mjs': 'void 0;\n'.repeat(301) })).toEqual(['size scripts/long.mjs:301']);
    expect(problemsWith({ 'scripts/long.mjs': 'void 0;\n'.repeat(300), 'fixtures/long.json': '\n'.repeat(900) })).toEqual([]);
  });
  test.each([
    'export function bare(): number {\n  return 1;\n}', 'export const bare = (): number => 1;', 'export const bare = async <T>(a: T): Promise<T> =>\n  a;',
    '// no docstring\nexport function bare(): number {\n  return 1;\n}', 'export const bare = (a: { b: number }): number =>\n  a.b;',
  ].map((s) => [s]))('an exported function without a docstring: %s', (text) => {
    const planted = { 'src/values/bare.ts': `/** File. */\nexport const one = 1;\n\n${text}\n`, 'test/unit/bare.test.ts': "import { bare, one } from '../../src/values/bare.ts';\nvoid [bare, one];\n", ...plus('src/app.ts', "import './values/bare.ts';") };
    expect(checkTree({ ...CLEAN, ...planted }).map((p) => p.rule)).toEqual(['docstring']);
  });
  test('one-line twins may share the sentence above them', () => {
    const pair = '/** Both. */\nexport const add = (a: number): number => a + 1;\nexport const take = (a: number): number => a - 1;\n';
    const planted = { 'src/values/pair.ts': pair, 'test/unit/pair.test.ts': "import { add, take } from '../../src/values/pair.ts';\nvoid [add, take];\n", ...plus('src/app.ts', "import './values/pair.ts';") };
    expect(problemsWith(planted)).toEqual([]);
  });
});

describe('documents', () => {
  test.each(['[gone](docs/gone.md)', '[gone](docs/glossary.md#gone)', '[gone](#gone)'])('a link that leads nowhere: %s', (link) => {
    expect(problemsWith(plus('README.md', link))).toEqual(['doc-link README.md:4']);
  });
  test('a link out into the world is not followed', () => {
    expect(problemsWith(plus('README.md', '[node](https://nodejs.org)'))).toEqual([]);
  });
  test('a named file that is gone', () => {
    expect(problemsWith(plus('docs/glossary.md', 'See `src/ledger/gone.ts`.'))).toEqual(['doc-file docs/glossary.md:4']);
  });
  test.each([
    ['a number taken twice', { 'docs/decisions/0001-second.md': '# 0001 Second\n\n## Rejected\n' }],
    ['a gap', { 'docs/decisions/0003-third.md': '# 0003 Third\n\n## Rejected\n' }],
    ['a title without its number', { 'docs/decisions/0002-second.md': '# Second\n\n## Rejected\n' }],
    ['nothing rejected', { 'docs/decisions/0002-second.md': '# 0002 Second\n' }],
    ['a name without a number', { 'docs/decisions/second.md': '# 0002 Second\n\n## Rejected\n' }],
  ] satisfies [string, Tree][])('a decision with %s', (_, planted) => {
    expect(checkTree({ ...CLEAN, ...planted }).map((p) => p.rule)).toEqual(['decision']);
  });
});
