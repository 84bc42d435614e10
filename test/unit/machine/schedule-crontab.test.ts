import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withJob, withoutJob } from '../../../src/machine/schedule/crontab.ts';
import { type Job, markOf } from '../../../src/machine/schedule/job.ts';
import { slotsOf } from '../../../src/machine/schedule/slots.ts';

const jobIn = (home: string, everyMinutes = 360, command = ['/usr/bin/node', '/opt/ft/bin/ft.js', 'sync', '--scheduled', '--home', home]): Job =>
  ({ ...markOf(home), everyMinutes, slots: slotsOf(everyMinutes, home), command, variables: [] });
const text = (crontab: Buffer | undefined): string | undefined => crontab?.toString('utf8');
const [kari, ola] = [jobIn('/home/kari/money'), jobIn('/home/ola/penger æøå')];

const line = fc.oneof(
  fc.uint8Array({ maxLength: 30 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom('MAILTO=kari', '0 4 * * * backup --all', '# finance-tracker', '# finance-tracker aaaaaaaaaaaa every 360m', '# finance-tracker aaaaaaaaaaaa end', '', 'æøå', '5 5 * * * ft sync --scheduled --home /x').map((one) => Buffer.from(one)));
const crontabs = fc.option(fc.tuple(fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n'))), fc.option(line)).map(([lines, rest]) =>
  Buffer.concat([...lines.flatMap(([one, end]) => [one, Buffer.from(end)]), ...(rest ? [rest] : [])])), { nil: undefined });

describe('install, then remove', () => {
  it('gives back any crontab byte for byte, with two homes in any order, set anew or not', () => {
    fc.assert(fc.property(crontabs, fc.boolean(), fc.boolean(), fc.constantFrom(15, 1440), (before, kariFirst, again, every) => {
      let now = withJob(withJob(before, kari), ola);
      if (before) expect(now.subarray(0, before.length)).toEqual(before);
      if (again) now = withJob(now, jobIn(kari.home, every));
      const [first, second] = kariFirst ? [kari, ola] : [ola, kari];
      const between = withoutJob(now, first);
      expect(text(between)).toContain(`finance-tracker ${second.digest} every`);
      expect(text(between)).not.toContain(first.digest);
      expect(withoutJob(between!, second)).toEqual(before);
    }), { numRuns: 500 });
  });

  it('twice is once: the first is replaced where it stands', () => {
    const once = withJob(Buffer.from('a\n'), kari);
    const after = Buffer.concat([once, Buffer.from('b')]);
    const twice = text(withJob(after, jobIn(kari.home, 720)))!;
    expect(twice.match(/sync --scheduled/g)).toHaveLength(1);
    expect(twice).toMatch(/^a\n# finance-tracker [0-9a-f]{12} every 720m\n.*\n# finance-tracker [0-9a-f]{12} end\nb$/);
    expect(text(withoutJob(withJob(after, kari), kari))).toBe('a\nb');
  });

  it('takes only what is its own where a person wrote into its lines, or took their end away', () => {
    const [note, job, end] = text(withJob(undefined, kari))!.trimEnd().split('\n') as [string, string, string];
    expect(text(withoutJob(Buffer.from([note, job, '1 1 * * * mine', end, 'last', ''].join('\n')), kari))).toBe('1 1 * * * mine\nlast\n');
    expect(text(withoutJob(Buffer.from([note, job, '1 1 * * * mine', ''].join('\n')), kari))).toBe('1 1 * * * mine\n');
    expect(text(withoutJob(Buffer.from([note, '1 1 * * * mine', end, ''].join('\n')), kari))).toBe('1 1 * * * mine\n');
    expect(text(withoutJob(Buffer.from([note, `#${job}`, end, 'x'].join('\r\n')), kari))).toBe('x');
  });

  it('leaves a crontab without its lines as it is', () => {
    const other = withJob(Buffer.from('1 1 * * * mine'), ola);
    expect(withoutJob(other, kari)).toBe(other);
  });
});

/** What cron hands to the shell: some take a backslash away before "%" and before a backslash (ISC cron), busybox takes none. */
const CRONS: Readonly<Record<string, (command: string) => string>> = {
  'ISC cron': (command) => {
    const end = /(?<!\\)(?:\\\\)*%/.exec(command);
    expect(end, `an unescaped % in ${command}`).toBeNull();
    return command.replace(/\\([%\\])/g, '$1');
  },
  busybox: (command) => command,
};
const commandOf = (job: Job): string => text(withJob(undefined, job))!.split('\n')[1]!.replace(/^(?:\S+ ){5}/, '').replace(/ >\/dev\/null 2>&1$/, '');
const hostile = fc.array(fc.constantFrom('a', ' ', 'æ', '%', '\\', "'", '"', '$HOME', '`id`', '!', '*', ';', '&', '#', '~', '\\\\', '%%', '\\%', '$(id)', '=', '‮', '😀'), { minLength: 1, maxLength: 12 }).map((parts) => `/${parts.join('')}`);

describe.each(Object.entries(CRONS))('%s', (_, cron) => {
  it('starts what was meant, whatever is in the paths', () => {
    fc.assert(fc.property(hostile, hostile, (home, script) => {
      const words = ['%s\\0', script, 'sync', '--scheduled', '--home', home];
      const job = { ...jobIn('/x'), command: ['/usr/bin/printf', ...words] };
      const printed = execFileSync('/bin/sh', ['-c', cron(commandOf(job))], { encoding: 'utf8' });
      expect(printed.split('\0').slice(0, -1)).toEqual(words.slice(1));
    }), { numRuns: 60 });
  });

  it('hands over variables to this command alone', () => {
    const job: Job = { ...jobIn('/x'), command: ['/bin/sh', '-c', 'printf "%s|%s" "$FT_SECRETS" "$FT_MODEL"', 'sync', '--scheduled'], variables: [['FT_SECRETS', 'file'], ['FT_MODEL', "/a b/50% 'x'"]] };
    expect(execFileSync('/bin/sh', ['-c', cron(commandOf(job))], { encoding: 'utf8' })).toBe("file|/a b/50% 'x'");
    expect(text(withJob(undefined, job))!.split('\n').filter((one) => /^\w+=/.test(one))).toEqual([]);
  });
});
