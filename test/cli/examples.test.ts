/** The examples that --help shows: their commands, flags and categories are there, so that what is copied works. */
import { describe, expect, it } from 'vitest';
import { Taxonomy } from '../../src/categories/taxonomy.ts';
import type { Command } from '../../src/cli/command.ts';
import { EXAMPLES, QUERY_HELP } from '../../src/cli/help.ts';
import { commands } from '../../src/cli/commands/list.ts';
import { parseQuery } from '../../src/insight/query.ts';
import type { Day } from '../../src/values/day.ts';

const GLOBAL = ['--home', '--json', '--no-color', '--quiet', '--yes', '--as-of', '--no-tui', '--help', '--version'];
const flagsOf = (command: Command): string[] => (command.options ?? []).flatMap(([flags]) => flags.match(/--[\w-]+/g) ?? []);
const loaded = await Promise.all(commands.map(({ load }) => load()));
// Completion is loaded by what only a shell can do.
const examples = [...loaded.filter(({ name }) => name !== 'completion').flatMap((command) => [command, ...(command.children ?? [])].flatMap(({ examples: own }) => own)), ...(EXAMPLES.match(/(?<=^\s+)ft .*?(?=\s{2,}|$)/gm) ?? [])];

/** A line as a shell takes it apart: quotes hold words together. */
const wordsOf = (line: string): string[] => (line.match(/(?:[^\s"]|"[^"]*")+/g) ?? []).map((word) => word.replaceAll('"', ''));

describe('examples', () => {
  it.each([...new Set(examples)])('%s', (example) => {
    // What stands before a pipe is another program's.
    const line = example.replace(/^.* \| (?=ft )/, '');
    const [ft, name, ...rest] = wordsOf(line);
    expect(ft).toBe('ft');
    if (name === undefined) return;
    const command = loaded.find((one) => one.name === name);
    expect(command, name).toBeDefined();
    const child = command?.children?.find((one) => one.name === rest[0]);
    if (command && !command.run) expect(child, rest[0]).toBeDefined();
    const known = [...GLOBAL, ...flagsOf(command!), ...(child ? flagsOf(child) : [])];
    for (const word of rest.filter((one) => one.startsWith('--') && one !== '--')) expect(known).toContain(word.replace(/=.*/, ''));
    const taxonomy = new Taxonomy([]);
    const named = [/--category[ =](\S+)/, /\bcategory:([\w-]+)/, /^ft budget (?:set|end) ([^\s=]+)/, /^ft categories rename (\S+)/, ].flatMap((pattern) => pattern.exec(example.replaceAll('"', ''))?.[1] ?? []);
    if (name === 'split') named.push(...rest.slice(1).filter((word) => !word.startsWith('--')).map((part) => (part.includes('=') ? part.split('=')[1]! : part)));
    for (const category of named) expect(taxonomy.find(category).ok || (['list', 'budget', 'export'].includes(name) && taxonomy.findGroup(category).ok), category).toBe(true);
    if (name === 'categorize' && !rest.includes('--forget')) named.push(rest.filter((word) => !word.startsWith('--')).at(-1)!);
    // A shell would take these for its own.
    expect(line.replace(/"[^"]*"|'[^']*'/g, '')).not.toMatch(/[<>|&;$`]/);
  });
});

it('the query language under ft list --help is the one that is read', () => {
  const said = QUERY_HELP.join('\n').match(/-?\b[a-z]+:[^\s"]+/g) ?? [];
  expect(new Set(said.map((term) => term.replace(/^-/, '').replace(/:.*/, '')))).toEqual(new Set(['category', 'group', 'account', 'merchant', 'note', 'currency', 'amount', 'date', 'is', 'step']));
  for (const term of said) expect(parseQuery(term.replace(/,$/, ''), '2026-01-15' as Day), term).toMatchObject({ ok: true });
});
