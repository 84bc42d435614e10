/** What is written for systemd and launchd, read back as they read it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { afterAll, describe, expect, it } from 'vitest';
import { type Job, type Place, markOf } from '../../../src/machine/schedule/job.ts';
import { launchdOf } from '../../../src/machine/schedule/launchd.ts';
import { slotsOf } from '../../../src/machine/schedule/slots.ts';
import { systemdOf } from '../../../src/machine/schedule/systemd.ts';

const folder = mkdtempSync(join(tmpdir(), 'ft-units-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const place: Place = { platform: 'linux', userHome: join(folder, 'user -- "x"; y'), variables: {}, uid: 1000, run: async () => undefined };
const HOSTILE = '/home/kari/a b "q" \'s\' 50% $HOME ${x} `id` back\\slash <&> --> ]]> æøå \\';
const jobOf = (home: string, node = '/usr/bin/node', everyMinutes = 360): Job => ({
  ...markOf(home), everyMinutes, slots: slotsOf(everyMinutes, home), command: [node, '/opt/ft/bin/ft.js', 'sync', '--scheduled', '--home', home], variables: [['FT_MODEL', home]],
});
const filesOf = (job: Job): string[] => systemdOf(place).written(job).files.map(({ text }) => text);
const valueOf = (text: string, key: string): string => new RegExp(`^${key}=(.*)$`, 'm').exec(text)![1]!;

/** A line of words as systemd takes it apart: quotes, C escapes, specifiers; `variables`: "$$" is one "$", and a lone one would be put in. */
function wordsOf(line: string, variables: boolean): string[] {
  const words = line.match(/"(?:[^"\\]|\\.)*"|[^\s"]+/g)!.map((word) => (word.startsWith('"') ? word.slice(1, -1).replace(/\\(.)/g, '$1') : word));
  expect(words.join('').replaceAll('%%', ''), 'a specifier').not.toContain('%');
  return words.map((word, at) => {
    const plain = word.replaceAll('%%', '%');
    if (!variables || at === 0) return plain;
    expect(plain.replaceAll('$$', ''), 'a variable').not.toContain('$');
    return plain.replaceAll('$$', () => '$');
  });
}

describe('systemd', () => {
  it('starts what was meant, whatever is in the paths', () => {
    const part = fc.constantFrom('a', ' ', 'æ', '%', '\\', "'", '"', '$HOME', '${x}', '%h', '$$', ';', '=', '#', '@', '-');
    fc.assert(fc.property(fc.array(part, { maxLength: 10 }), fc.array(part, { maxLength: 6 }), (home, node) => {
      const job = jobOf(`/h/${home.join('')}x`, `/n/${node.join('')}`);
      const service = filesOf(job)[1]!;
      const words = wordsOf(valueOf(service, 'ExecStart'), true);
      expect(words[0] === '/bin/sh' ? words.slice(4) : words).toEqual(job.command);
      if (words[0] === '/bin/sh') expect(words.slice(1, 4)).toEqual(['-c', 'exec "$@"', 'sh']);
      // systemd takes no program with these in its path.
      else expect(words[0]).not.toMatch(/["'\\]/);
      expect(wordsOf(valueOf(service, 'Environment'), false)).toEqual([`FT_MODEL=${job.home}`]);
    }), { numRuns: 300 });
  });

  it.each([[15, 90], [60, 360], [360, 1800], [10_080, 1800]])('every %i minutes comes up to %i seconds later: a tenth of the period, half an hour at most', (every, seconds) => {
    const [timer] = filesOf(jobOf('/h', '/n', every));
    expect(valueOf(timer!, 'RandomizedDelaySec')).toBe(`${seconds}`);
    expect(valueOf(timer!, 'Persistent')).toBe('true');
  });

  const verifies = (() => { try { execFileSync('systemd-analyze', ['--version'], { stdio: 'ignore' }); return true; } catch { return false; } })();
  it.skipIf(!verifies)('finds nothing to say about the units', () => {
    for (const node of [process.execPath, '/bin/sh']) {
      const paths = systemdOf(place).written(jobOf(HOSTILE, node)).files.map(({ path, text }) => {
        const copy = join(folder, basename(path));
        writeFileSync(copy, text);
        return copy;
      });
      // It tells on stderr what it would ignore.
      const told = execFileSync('/bin/sh', ['-c', 'systemd-analyze --user verify "$@" 2>&1', 'sh', ...paths], { encoding: 'utf8', env: { PATH: process.env['PATH'], HOME: folder, XDG_RUNTIME_DIR: folder } });
      expect(told.split('\n').filter((line) => line.includes('finance-tracker'))).toEqual([]);
    }
  });
});

/** An XML property list -> its texts in order, and its comments. */
function plistOf(text: string): { texts: string[]; comments: string[] } {
  const found = { texts: [] as string[], comments: [] as string[] };
  const parser = new SaxesParser();
  let now = '';
  parser.on('error', (error) => { throw error; });
  parser.on('opentag', () => { now = ''; });
  parser.on('text', (piece) => { now += piece; });
  parser.on('closetag', ({ name }) => { if (['key', 'string', 'integer'].includes(name)) found.texts.push(now); now = ''; });
  parser.on('comment', (comment) => { found.comments.push(comment); });
  parser.write(text).close();
  return found;
}

describe('launchd', () => {
  it('is told what was meant, whatever is in the paths', () => {
    const job = jobOf(HOSTILE);
    const [file] = launchdOf(place).written(job).files;
    const { texts, comments } = plistOf(file!.text);
    expect(texts).toEqual(['Label', `finance-tracker.sync.${job.digest}`, 'ProgramArguments', ...job.command, 'EnvironmentVariables', 'FT_MODEL', HOSTILE, 'StartInterval', '21600', 'ProcessType', 'Background', 'Umask', '63']);
    expect(file!.path).toBe(join(place.userHome, 'Library/LaunchAgents', `finance-tracker.sync.${job.digest}.plist`));
    expect(comments).toEqual([expect.stringContaining(`finance-tracker ${job.digest} every 360m; made the folder "`) as string]);
  });
});
