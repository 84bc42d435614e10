/** Three lines in the user's crontab (crontab(5)); every other byte of it stays as it is. */
import type { InstalledSchedule } from '../../values/schedule.ts';
import { raise } from '../../errors.ts';
import { saidBy } from '../other-program.ts';
import { type Job, type Mark, type Place, type Scheduler, everyIn, noteOf, obeyed, slotsFor } from './job.ts';
import { crontabFields, nextSlot } from './slots.ts';

/** What was there before, to be given back: no crontab at all, or one whose last line had no end. */
const NONE_BEFORE = ', no crontab before';
const NO_END_BEFORE = ', no line end before';
const OURS = ' sync --scheduled ';

/**
 * A word for the shell that cron starts. Nothing in it may be taken by cron itself: "%" ends a command unless a backslash stands before it, which some crons take
 * away and some leave to the shell, and some make one of two backslashes. So "%" stands outside of quotes, and no two backslashes in a row.
 */
const quoted = (word: string): string => `'${word.replace(/['%\\]/g, (character) => (character === '\\' ? "\\''" : `'\\${character}'`))}'`;
const shown = (word: string): string => (/^[\w./:=@,+-]+$/.test(word) ? word : quoted(word));

const beginOf = ({ digest }: Mark): string => `# finance-tracker ${digest} `;
const endOf = ({ digest }: Mark): string => `# finance-tracker ${digest} end`;
const jobLine = (job: Job): string =>
  `${crontabFields(job.slots)} ${[...job.variables.map(([name, value]) => `${name}=${shown(value)}`), ...job.command.map(shown)].join(' ')} >/dev/null 2>&1`;

/** A job -> the lines that stand in the crontab for it. */
const linesOf = (job: Job, flags = ''): string[] => [`# ${noteOf(job)}${flags}`, jobLine(job), endOf(job)];

/** Bytes as one character each, so that texts of any encoding come back as they were. */
const bytewise = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

interface Block { readonly before: string; readonly lines: readonly string[]; readonly after: string; readonly flags: string }

/** Crontab (bytewise) -> the lines of this home, from its note to its end; undefined where they do not stand there. */
function blockIn(crontab: string, mark: Mark): Block | undefined {
  const lines = crontab.split(/(?<=\n)/);
  const bare = lines.map((line) => line.replace(/\r?\n$/, ''));
  const first = bare.findIndex((line) => line.startsWith(beginOf(mark)) && line !== endOf(mark));
  if (first === -1) return undefined;
  // A person may have written between them: only what is ours by its words is taken.
  const last = bare[first + 1]?.includes(OURS) ? first + 1 : first;
  const end = bare.indexOf(endOf(mark), last + 1);
  const flags = [NONE_BEFORE, NO_END_BEFORE].filter((flag) => bare[first]!.includes(flag)).join('');
  return { before: lines.slice(0, first).join(''), lines: bare.slice(first, last + 1), after: lines.filter((_, at) => at > last && at !== end).join(''), flags };
}

/** A crontab's bytes (undefined: there is none) and a job -> the crontab with it, in its old place where it has one. */
export function withJob(crontab: Buffer | undefined, job: Job): Buffer {
  const text = crontab?.toString('latin1') ?? '';
  const block = blockIn(text, job);
  const flags = block?.flags ?? (crontab === undefined ? NONE_BEFORE : text !== '' && !text.endsWith('\n') ? NO_END_BEFORE : '');
  const before = block?.before ?? `${text}${flags === NO_END_BEFORE ? '\n' : ''}`;
  return Buffer.from(`${before}${bytewise(linesOf(job, flags).map((line) => `${line}\n`).join(''))}${block?.after ?? ''}`, 'latin1');
}

/** A crontab's bytes and a home -> the crontab without its lines, as it was before them; undefined: no crontab at all. The same one where there are no such lines. */
export function withoutJob(crontab: Buffer, mark: Mark): Buffer | undefined {
  const block = blockIn(crontab.toString('latin1'), mark);
  if (!block) return crontab;
  const { before, after, flags } = block;
  if (after === '') {
    if (before === '' && flags.includes(NONE_BEFORE)) return undefined;
    return Buffer.from(flags.includes(NO_END_BEFORE) ? before.replace(/\n$/, '') : before, 'latin1');
  }
  // The lines of another home follow: what is to be given back is theirs to know now.
  const heir = flags === '' ? undefined : /^# finance-tracker [0-9a-f]{12} every \d+m/.exec(after)?.[0];
  return Buffer.from(before + (heir === undefined ? after : heir + flags + after.slice(heir.length)), 'latin1');
}

/** A machine -> its cron. */
export function crontabOf(place: Place): Scheduler {
  /** The crontab as it is; undefined: none. Raises 'schedule-refused' where this cannot be told for certain. */
  async function read(): Promise<Buffer | undefined> {
    const ran = await place.run('crontab', ['-l']);
    if (!ran) return raise('schedule-refused', { program: 'crontab', says: 'it is not to be found.' });
    if (ran.exit === 0) return asStored(ran.stdout);
    // busybox says that it cannot open the file.
    return /no crontab|no such file/i.test(ran.stderr) ? undefined : raise('schedule-refused', { program: 'crontab', says: saidBy(ran) });
  }

  /** Debian's `crontab -l` shows a carriage return and a backspace as two letters each; an editor is handed the true ones. */
  async function asStored(listed: Buffer): Promise<Buffer> {
    const text = listed.toString('latin1');
    if (!/\\[rb]/.test(text)) return listed;
    const edited = await place.run('crontab', ['-e'], { variables: { EDITOR: 'cat', VISUAL: 'cat' } });
    const told = edited?.stdout.toString('latin1').replaceAll('\r', '\\r').replaceAll('\b', '\\b');
    return edited && told === text ? edited.stdout : listed;
  }

  const write = (crontab: Buffer | undefined) => (crontab === undefined ? obeyed(place, 'crontab', ['-r']) : obeyed(place, 'crontab', ['-'], crontab));

  async function install(job: Job): Promise<readonly string[]> {
    await write(withJob(await read(), job));
    return ['It runs while the machine is on; what was missed meanwhile is not made up for.'];
  }

  async function find(mark: Mark, now: number): Promise<InstalledSchedule | undefined> {
    const ran = await place.run('crontab', ['-l']);
    const block = ran?.exit === 0 ? blockIn(ran.stdout.toString('latin1'), mark) : undefined;
    if (!block) return undefined;
    const everyMinutes = everyIn(block.lines[0]!, mark);
    const isOn = block.lines.some((line) => !line.startsWith('#') && line.includes(OURS));
    return { with: 'crontab', everyMinutes, isOn, nextRun: isOn && everyMinutes !== undefined ? nextSlot(slotsFor(mark, everyMinutes), now) : undefined, where: 'crontab -l' };
  }

  async function remove(mark: Mark): Promise<boolean> {
    const ran = await place.run('crontab', ['-l']);
    if (ran?.exit !== 0 || !blockIn(ran.stdout.toString('latin1'), mark)) return false;
    await write(withoutJob(await asStored(ran.stdout), mark));
    return true;
  }

  async function unavailable(): Promise<string | undefined> {
    const ran = await place.run('crontab', ['-l']);
    return ran ? undefined : 'there is no crontab';
  }

  return { name: 'crontab', unavailable, written: (job) => ({ files: [], lines: linesOf(job), commands: [['crontab', '-']] }), install, find, remove };
}
