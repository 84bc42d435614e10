/** What must not stand in the source outside its owner: clocks, dice, environment, exits, floats, loose types, leftovers. */
import { lineAt } from './source.mjs';

/** Pattern over code without comments and strings; `owner` is where it may stand; `tests`: also refused in test/. */
const CALLS = [
  { rule: 'clock', pattern: /\bDate\.now\b|\bnew Date\b|\bDate\(\)|\bperformance\.now\b/g, owner: 'src/machine/', instead: 'take a Clock' },
  { rule: 'dice', pattern: /\bMath\.random\b|\brandomBytes\(|\brandomUUID\(|\bgetRandomValues\(/g, owner: 'src/machine/', instead: 'take a Random' },
  { rule: 'environment', pattern: /\bprocess\.env\b/g, owner: 'src/machine/environment.ts', instead: 'take an Environment' },
  { rule: 'exit', pattern: /\bprocess\.exit\b/g, owner: 'src/main.ts', instead: 'return an exit code' },
  { rule: 'console', pattern: /\bconsole\s*\.\s*\w+/g, owner: undefined, instead: 'write to the output that was handed in' },
  { rule: 'float', pattern: /\bparseFloat\b/g, owner: undefined, tests: true, instead: 'amounts are integers of minor units' },
  { rule: 'any', pattern: /(?::|\bas|<|\||&|,|=)\s*any\b(?!\s*[:(])/g, owner: undefined, tests: true, instead: 'say the type, or unknown' },
  { rule: 'barrel', pattern: /^export\s*\*|^export\s+default\b/gm, owner: undefined, instead: 'named exports, imported from where they live' },
];

const COMMENTS = [
  { rule: 'ts-ignore', pattern: /@ts-(?:ignore|nocheck|expect-error)/g, instead: 'mend the type' },
  { rule: 'leftover', pattern: /\b(?:TODO|FIXME|XXX|HACK)\b/g, instead: 'do it, or write an issue' },
];

const matches = (source, text, offset, { rule, pattern, instead }) =>
  [...text.matchAll(pattern)].map((m) => ({
    rule, path: source.path, line: lineAt(source.text, offset + m.index), message: `${m[0].trim()}: ${instead}`,
  }));

/** Banned calls, loose types, barrels, silenced types and leftovers. */
export function checkBanned({ sources }) {
  return sources.flatMap((source) => {
    const inSource = source.path.startsWith('src/');
    const inTest = source.path.startsWith('test/');
    if (!inSource && !inTest) return [];
    const calls = CALLS.filter((c) => (inSource ? !(c.owner && source.path.startsWith(c.owner)) : c.tests));
    return [
      ...calls.flatMap((c) => matches(source, source.code, 0, c)),
      ...source.comments.flatMap((comment) => COMMENTS.flatMap((c) => matches(source, comment.text, comment.start, c))),
    ];
  });
}

/** A statement in capitals, or one of the forms that English does not use in lower case. */
const SQL = /\bSELECT\b[\s\S]+\bFROM\b|\bINSERT\s+(?:OR\s+\w+\s+)?INTO\b|\bUPDATE\s+\w+\s+SET\b|\bDELETE\s+FROM\b|\b(?:CREATE|DROP|ALTER)\s+(?:TEMP\s+)?(?:TABLE|INDEX|UNIQUE|VIEW|TRIGGER)\b|\bPRAGMA\s+\w|\b(?:insert into|delete from|create table|drop table|alter table)\s+\w+\s*[(;]?/;
const SQL_ROOMS = ['src/ledger/', 'src/read-model/', 'src/hub/'];

/** A template literal is one text, whatever stands between its pieces. */
function wholeTexts(strings) {
  const texts = new Map();
  for (const { text, start, group = start } of strings) texts.set(group, { start, ...texts.get(group), text: `${texts.get(group)?.text ?? ''} ${text}` });
  return [...texts.values()];
}

/** SQL, and the database library, outside the rooms that own it. */
export function checkSql({ sources }) {
  return sources.filter((s) => s.path.startsWith('src/') && !SQL_ROOMS.some((room) => s.path.startsWith(room))).flatMap((source) => [
    ...wholeTexts(source.strings).filter((s) => SQL.test(s.text)).map((s) => ({
      rule: 'sql', path: source.path, line: lineAt(source.text, s.start), message: 'SQL lives in ledger and read-model',
    })),
    ...source.imports.filter((i) => i.specifier === 'better-sqlite3').map((i) => ({
      rule: 'sql', path: source.path, line: i.line, message: 'better-sqlite3 is imported by ledger and read-model only',
    })),
  ]);
}

/** Tests that are switched off, or that switch the others off. `skipIf` says why and stays. */
export function checkSkippedTests({ sources }) {
  return sources.filter((s) => s.path.startsWith('test/')).flatMap((source) =>
    matches(source, source.code, 0, { rule: 'skipped-test', pattern: /\b(?:it|test|describe)\.(?:skip|only|todo)\b/g, instead: 'run it or delete it' }));
}
