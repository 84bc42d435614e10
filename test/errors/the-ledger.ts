/** The ledger's home: damaged, locked, full, newer, empty. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { type Provocations, type Room, done, meddle } from './provocation.ts';

interface Commits { readonly commits: readonly { readonly id: string }[] }
const open = new Map<string, Sqlite.Database>();
const rows = (count: number): string => `Dato;Tekst;Beløp\n${Array.from({ length: count }, (_, i) => `15.02.2026;KJØP ${i} OSLO;-${i + 1},00\n`).join('')}`;
const MAP = ['--map', 'date=Dato,amount=Beløp,description=Tekst', '--currency', 'NOK', '--account', 'Brukskonto'];
const newest = async (room: Room): Promise<void> => { room.kept['commit'] = (await done<Commits>(room.home, 'history')).commits[0]!.id; };
const short = (room: Room): string => room.kept['commit']!.slice(-8);

export const theLedger: Provocations = {
  'home-unwritable': [{
    prepare: (room) => { rmSync(room.home, { recursive: true }); writeFileSync(room.home, 'a file, and no folder'); }, argv: () => ['add', '10', 'kaffe'],
    message: (room) => `Cannot write in ${room.home}: it is a file.`, hint: 'Name another folder with --home, or mend its permissions.', exit: 1, next: (room) => ['--home', join(room.folder, 'other'), 'add', '10', 'kaffe'],
  }],
  'home-taken': [{
    argv: (room) => ['demo', '--home', room.home], message: (room) => `There is a ledger in ${room.home} already, and the demo does not go into it.`,
    hint: 'Name an empty folder with --home, or leave --home out: the demo then gets a folder of its own.', exit: 1, next: (room) => ['demo', '--home', join(room.folder, 'demo')],
  }],
  'disk-full': [{
    // Not a full disk but a limit on the size of files, which SQLite meets in the same way and anybody may set.
    prepare: (room) => { room.file('a.csv', rows(12_000)); }, argv: (room) => ['import', join(room.folder, 'a.csv'), ...MAP], shell: 'ulimit -f 600; exec "$@"',
    message: (room) => `The disk that holds ${room.home} is full; nothing was changed.`, hint: 'Free some space and run the same command again.', exit: 1, next: (room) => ['import', join(room.folder, 'a.csv'), ...MAP],
  }],
  'ledger-busy': [{
    prepare: (room) => {
      const other = new Sqlite(join(room.home, 'ledger.db'));
      other.exec('BEGIN IMMEDIATE');
      open.set(room.home, other);
    },
    leave: (room) => { open.get(room.home)?.close(); open.delete(room.home); }, argv: () => ['add', '10', 'kaffe', '--account', 'Brukskonto'], environment: { busyMs: '50' },
    message: (room) => `Another ft is writing to ${room.home} and did not finish in time.`, hint: 'Try again in a moment.', exit: 75, next: () => ['add', '10', 'kaffe', '--account', 'Brukskonto'],
  }],
  'ledger-newer': [{
    prepare: (room) => meddle(room.home, 'PRAGMA user_version = 99'), argv: () => ['list'],
    message: 'The ledger was written by a newer ft (format 99; this one knows 4).', hint: 'Update finance-tracker, then try again. Nothing was changed.', exit: 1,
  }],
  'ledger-corrupt': [
    {
      prepare: (room) => { rmSync(room.home, { recursive: true }); mkdirSync(room.home); writeFileSync(join(room.home, 'ledger.db'), 'no database. '.repeat(1000)); }, argv: () => ['list'],
      message: (room) => `The ledger in ${room.home} is damaged: file is not a database.`, hint: 'Restore ledger.db in that folder from a backup, or name another folder with --home.', exit: 1, next: (room) => ['--home', join(room.folder, 'other'), 'add', '10', 'kaffe'],
    },
    {
      prepare: (room) => {
        rmSync(room.home, { recursive: true });
        mkdirSync(room.home);
        meddle(room.home, 'PRAGMA application_id = 1234', 'CREATE TABLE recipes (cake TEXT)');
      },
      argv: () => ['add', '10', 'kaffe'], message: (room) => `The ledger in ${room.home} is damaged: the file belongs to another program.`, hint: 'Restore ledger.db in that folder from a backup, or name another folder with --home.', exit: 1,
    },
  ],
  'chain-broken': [{
    prepare: async (room) => {
      await newest(room);
      meddle(room.home, 'DROP TRIGGER events_refuse_update', `UPDATE events SET payload = '{"note":"changed"}' WHERE position = (SELECT max(position) FROM events)`);
    },
    argv: () => ['log', 'verify'], message: (room) => `The log does not verify at commit ${room.kept['commit']!}: the content of an event was changed.`, hint: 'The file was changed outside ft, or damaged; restore it from a backup.', exit: 1,
  }],
  'nothing-yet': [
    { prepare: (room) => rmSync(room.home, { recursive: true }), argv: () => ['list'], message: 'There is no data yet.', hint: 'Begin with: ft import FILE…   or look around with: ft demo', exit: 1, next: (room) => ['demo', '--home', join(room.folder, 'demo')] },
    { prepare: (room) => { rmSync(room.home, { recursive: true }); mkdirSync(room.home); }, argv: () => ['undo'], message: 'There is no data yet.', hint: 'Begin with: ft import FILE…   or look around with: ft demo', exit: 1 },
  ],
  'commit-unknown': [{ argv: () => ['undo', 'ffffffffffff'], message: 'There is no commit ffffffffffff.', hint: 'ft history lists them.', exit: 1, next: () => ['history'] }],
  'id-ambiguous': [
    {
      prepare: async (room) => { room.kept['ids'] = (await done<{ id: string }[]>(room.home, 'list')).map(({ id }) => id).filter((id) => id.startsWith('1c')).sort().join(' '); },
      argv: () => ['show', '1c'], message: (room) => `1c is the beginning of several transactions: ${room.kept['ids']!.split(' ').slice(0, 5).join(', ')}, ….`, hint: 'Give more characters.', exit: 1, next: (room) => ['show', room.kept['ids']!.split(' ')[0]!],
    },
    {
      prepare: async (room) => { room.kept['ids'] = (await done<Commits>(room.home, 'history')).commits.map(({ id }) => id).reverse().slice(0, 5).join(', '); },
      argv: () => ['undo', '0'], message: (room) => `0 is the beginning of several commits: ${room.kept['ids']!}, ….`, hint: 'Give more characters.', exit: 1,
    },
  ],
  'nothing-to-undo': [
    { argv: () => ['redo'], message: 'There is nothing to redo.', hint: 'ft history shows what was done.', exit: 1, next: () => ['history'] },
    {
      prepare: async (room) => {
        rmSync(room.home, { recursive: true });
        await done(room.home, 'add', '10', 'kaffe');
        await done(room.home, 'undo', '--yes');
      },
      argv: () => ['undo', '--yes'], message: 'There is nothing to undo.', hint: 'ft history shows what was done.', exit: 1, next: () => ['history'],
    },
  ],
  'already-undone': [
    {
      prepare: async (room) => { await newest(room); await done(room.home, 'undo', '--yes'); }, argv: (room) => ['undo', room.kept['commit']!, '--yes'],
      message: (room) => `Commit ${short(room)} is undone already.`, hint: (room) => `Bring it back with: ft redo ${short(room)}`, exit: 1, next: (room) => ['redo', short(room), '--yes'],
    },
    { prepare: newest, argv: (room) => ['redo', room.kept['commit']!], message: (room) => `Commit ${short(room)} stands; it is not undone.`, hint: 'Nothing to do.', exit: 1 },
  ],
  'instant-invalid': [
    { argv: () => ['list', '--as-of', 'last tuesday'], message: '"last tuesday" is not an instant.', hint: 'Use 2026-03-31 or 2026-03-31T18:00 or a commit id.', exit: 2, next: () => ['list', '--as-of', '2026-03-31T18:00'] },
  ],
};
