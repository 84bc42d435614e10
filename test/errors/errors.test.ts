/**
 * Every expected failure, one by one: provoked as a person would, it says exactly its sentence and its next step, with its
 * exit code, in words and as JSON; the home is left byte for byte as it was; and where the next step can be typed, it works.
 */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands/list.ts';
import type { Command } from '../../src/cli/command.ts';
import { type FailureCode, failureCodes } from '../../src/errors.ts';
import { type Answer, ftWith } from '../cli/ft.ts';
import { household } from '../cli/household.ts';
import { BINARY, spawnFt } from '../cli/spawn.ts';
import { knowledge } from './knowledge.ts';
import { type Provocation, type Provocations, type Room, bytesOf, done, enter, told } from './provocation.ts';
import { statementFiles } from './statement-files.ts';
import { theBank } from './the-bank.ts';
import { stopHubs, theHub } from './the-hub.ts';
import { theLedger } from './the-ledger.ts';
import { theModel } from './the-model.ts';
import { theSchedule } from './the-schedule.ts';

const registry: Provocations = { ...statementFiles, ...theLedger, ...knowledge, ...theModel, ...theSchedule, ...theBank, ...theHub };

let template: string;
beforeAll(async () => { template = await household(); });
afterAll(async () => {
  rmSync(template, { recursive: true, force: true });
  await stopHubs();
});

async function fail(one: Provocation, room: Room, json: boolean): Promise<Answer> {
  const argv = [...(json ? ['--json'] : []), ...one.argv(room)];
  if (one.shell === undefined) return ftWith({ environment: typeof one.environment === 'function' ? one.environment(room) : (one.environment ?? {}), ...(one.piped ? { piped: one.piped } : {}) }, room.home, ...argv);
  const { exit, stdout, stderr } = await spawnFt([], { command: ['sh', '-c', one.shell, 'sh', process.execPath, BINARY, '--home', room.home, ...argv] });
  return { exit: exit ?? -1, stdout, stderr };
}

describe.each(Object.entries(registry) as [FailureCode, readonly Provocation[]][])('%s', (code, provocations) => {
  it.each(provocations.map((one, at) => [at + 1, one] as const))('provoked, way %i', async (_, one) => {
    const room = enter(template);
    try {
      await one.prepare?.(room);
      const before = bytesOf(room.home);
      if (one.exit === 0) await goesOn(one, room, before);
      else await fails(code, one, room, before);
    } finally {
      one.leave?.(room);
    }
    if (one.next) expect(await ftWith({}, room.home, ...one.next(room))).toMatchObject({ exit: 0 });
    rmSync(room.folder, { recursive: true, force: true });
  }, 60_000);
});

async function fails(code: FailureCode, one: Provocation, room: Room, before: Record<string, string>): Promise<void> {
  const json = await fail(one, room, true);
  const { error: { detail: _, ...error } } = JSON.parse(json.stdout) as { error: { code: string; message: string; hint: string; detail?: object } };
  if (code === 'profile-unknown') room.kept['near'] = error.hint.replace(/^Did you mean (.*)\?$/, '$1');
  const [message, hint] = [one.message instanceof RegExp ? error.message : told(one.message, room), told(one.hint, room)];
  if (one.message instanceof RegExp) expect(message).toMatch(one.message);
  expect(error).toEqual({ code, message, hint });
  const onTheWay = (stderr: string): string => (one.before ? stderr.replace(one.before, '') : stderr);
  expect({ ...json, stdout: '', stderr: onTheWay(json.stderr) }).toEqual({ exit: one.exit, stdout: '', stderr: '' });
  const plain = await fail(one, room, false);
  expect({ ...plain, stderr: onTheWay(plain.stderr) }).toEqual({ exit: one.exit, stdout: '', stderr: expect.stringMatching(one.message instanceof RegExp ? /^ft: / : '') as string });
  if (!(one.message instanceof RegExp)) expect(onTheWay(plain.stderr)).toBe(`ft: ${message}\n    ${hint}\n`);
  else expect(onTheWay(plain.stderr)).toBe(`ft: ${/^ft: (.*)\n/.exec(onTheWay(plain.stderr))?.[1] ?? ''}\n    ${hint}\n`);
  if (one.asks) await onlyAsked(room, before);
  else expect(bytesOf(room.home)).toEqual(before);
  await namesWhatExists(hint, one.argv(room));
}

/** Nothing lies in the home that did not, but the ledger; and what is new in that is the record of what was asked. */
async function onlyAsked({ home }: Room, before: Record<string, string>): Promise<void> {
  const own = (name: string): boolean => !/^ledger\.db|^bank\/\w+\.lock$/.test(name);
  const kept = (files: Record<string, string>): object => Object.fromEntries(Object.entries(files).filter(([name]) => own(name)));
  expect(kept(bytesOf(home))).toEqual(kept(before));
  const { commits } = await done<{ commits: { what: string; command: string }[] }>(home, 'history', '--all');
  const since = commits.slice(0, commits.findIndex(({ command }) => !/^(?:bank|sync)/.test(command)));
  for (const { what } of since) expect(what).toMatch(/^(?:asked|connected|fetched|found nothing new at) /);
}

/** What a command goes on without: told on stderr, once, with and without --json; its own answer stands on stdout. */
async function goesOn(one: Provocation, room: Room, before: Record<string, string>): Promise<void> {
  const hint = told(one.hint, room);
  const json = await fail(one, room, true);
  for (const answer of [json, await fail(one, room, false)]) {
    expect(answer).toMatchObject({ exit: 0, stdout: expect.stringMatching(/\S/) as string });
    const [message, ...rest] = answer.stderr.split('\n');
    expect(rest).toEqual([`    ${hint}`, '']);
    if (one.message instanceof RegExp) expect(message).toMatch(one.message);
    else expect(message).toBe(told(one.message, room));
  }
  expect(() => JSON.parse(json.stdout) as unknown).not.toThrow();
  expect(bytesOf(room.home)).toEqual(before);
  await namesWhatExists(hint, one.argv(room));
}

const GLOBAL = ['--home', '--json', '--no-color', '--quiet', '--yes', '--as-of', '--help', '--version'];
const flagsOf = (command: Command): string[] => [...(command.options ?? []), ...(command.children ?? []).flatMap((child) => child.options ?? [])].flatMap(([flags]) => flags.match(/--[\w-]+/g) ?? []);
const byName = async (name: string | undefined): Promise<Command | undefined> => commands.find((entry) => entry.name === name)?.load();

/** Commands and flags that a hint names exist; a flag alone is one of the command that failed. */
async function namesWhatExists(hint: string, argv: readonly string[]): Promise<void> {
  const failed = await byName(argv.find((word) => commands.some(({ name }) => name === word)));
  let known = failed ? flagsOf(failed) : [];
  for (const [, name, child] of hint.matchAll(/\bft ([a-z]+)(?: ([a-z][a-z-]+))?/g)) {
    const command = await byName(name);
    expect(command, `"${hint}" names ft ${name}`).toBeDefined();
    if (command && !command.run) expect(command.children?.map((one) => one.name), hint).toContain(child);
    known = [...known, ...flagsOf(command!)];
  }
  for (const [flag] of hint.matchAll(/--[a-z][\w-]*/g)) expect([...known, ...GLOBAL], `"${hint}"`).toContain(flag);
}

describe('the catalogue', () => {
  it('has a provocation for every failure there is, and none for one that is not', () => {
    expect(Object.keys(registry).sort()).toEqual([...failureCodes()].sort());
    for (const [code, provocations] of Object.entries(registry)) expect(provocations.length, code).toBeGreaterThan(0);
  });
});
