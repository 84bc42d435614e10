/** Hubs that are not there, prove nothing, let nobody in, are full, sealed, newer or changed; and devices that went on in two ways. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../../src/hub/code.ts';
import { type Answer, ftWith, testClock } from '../cli/ft.ts';
import { type Postgres, startPostgres } from '../hub/postgres.ts';
import type { Provocation, Provocations, Room } from './provocation.ts';

const environment = { secretsStore: 'file' };
let started: Promise<Postgres> | undefined;
let databases = 0;
const postgres = (): Promise<Postgres> => (started ??= startPostgres());

/** Ends the server, where one was needed. */
export async function stopHubs(): Promise<void> { await (await started)?.stop(); }

async function ft(home: string, ...argv: string[]): Promise<Answer> {
  const answer = await ftWith({ environment }, home, '--json', ...argv);
  if (answer.exit !== 0) throw new Error(`ft ${argv.join(' ')}: ${answer.stdout}${answer.stderr}`);
  return answer;
}

/** An empty database; its address stands in `room.kept`. */
async function database(room: Room): Promise<void> { room.kept['url'] = await (await postgres()).database(`room_${++databases}`); }
const sql = async (room: Room, text: string): Promise<void> => void await (await postgres()).ask(room.kept['url']!, text);
const second = (room: Room): string => join(room.folder, 'second');

/** The home is connected to a hub of its own; then something becomes of the hub. */
const connected = (then: (room: Room) => Promise<unknown> = async () => undefined) => async (room: Room): Promise<void> => {
  await database(room);
  await ft(room.home, 'hub', 'connect', room.kept['url']!, '--yes');
  await then(room);
};
/** A hub of another device, sealed or not. */
const anothers = (...options: string[]) => async (room: Room): Promise<void> => {
  await database(room);
  cpSync(room.home, second(room), { recursive: true });
  await ft(second(room), 'hub', 'connect', room.kept['url']!, '--yes', ...options);
};
const news = (room: Room, amount: string): Promise<Answer> => ft(room.home, 'budget', 'set', 'groceries', amount);
/** Whatever is written there meets a server that says this. */
const raising = (code: string) => connected(async (room) => {
  await sql(room, `CREATE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '${code}'; END $$; CREATE TRIGGER trouble BEFORE INSERT ON finance_tracker.events EXECUTE FUNCTION trouble()`);
  await news(room, '100');
});

const syncing: Pick<Provocation, 'argv' | 'asks' | 'environment'> = { argv: () => ['hub', 'sync'], asks: true, environment };
const connecting = (...options: string[]): Pick<Provocation, 'argv' | 'environment'> => ({ argv: (room) => ['hub', 'connect', room.kept['url']!, ...options], environment });
const to = (url: string, ...options: string[]): Pick<Provocation, 'argv' | 'environment'> => ({ argv: () => ['hub', 'connect', url, ...options], environment });
const AGAIN = 'Show it again on a device that is connected: ft hub invite';
const YEARS_MS = 2 * 365 * 86_400_000;

export const theHub: Provocations = {
  'hub-address-invalid': [
    { ...to('mysql://me@nas.local/finance'), exit: 2, message: "The hub's address cannot be used: it does not begin with postgres:// and name a host.", hint: 'Example: ft hub connect postgres://user@host:5432/database?sslmode=verify-full' },
    { ...to('postgres://me@nas.local/finance?sslmode=prefer'), exit: 2, message: /lets anybody on the way choose no encryption/, hint: 'Example: ft hub connect postgres://user@host:5432/database?sslmode=verify-full' },
  ],
  'hub-insecure': [{ ...to('postgres://me@nas.local/finance?sslmode=disable'), exit: 2, message: 'The way to nas.local is not encrypted, and a hub that can read the ledger needs that.', hint: 'Leave sslmode=disable out, or seal what is sent: ft hub connect URL --encrypt' }],
  'hub-unreachable': [{ ...to('postgres://me@127.0.0.1:1/finance'), exit: 75, message: 'Cannot reach the hub on 127.0.0.1: nothing listens there.', hint: 'Check the network and that the server runs, then: ft hub sync. Nothing is lost: the rest goes on from the last commit that arrived.' }],
  'hub-tls': [{ prepare: database, argv: (room) => ['hub', 'connect', `${room.kept['url']!}?sslmode=verify-full`], environment, exit: 1, message: /^The hub on 127\.0\.0\.1 cannot prove who it is: .*SSL/, hint: 'Name the certificate of its authority: ?sslrootcert=FILE in the address. There is no way to skip this.' }],
  'hub-denied': [{ prepare: database, argv: (room) => ['hub', 'connect', room.kept['url']!.replace(':password@', ':wrong@')], environment, exit: 1, message: 'The hub on 127.0.0.1 lets this device not in: user postgres or the password is not accepted.', hint: 'Connect again with a user that may: ft hub connect postgres://…' }],
  'hub-refused': [{ prepare: raising('22000'), ...syncing, exit: 1, message: 'The hub on 127.0.0.1 refuses: no (22000).', hint: 'Nothing of this step was kept; ft hub status says what is there.' }],
  'hub-full': [{ prepare: raising('53100'), ...syncing, exit: 75, message: 'The disk of the hub on 127.0.0.1 is full.', hint: 'Make room there, then: ft hub sync. Nothing is lost.' }],
  'hub-busy': [{ prepare: raising('55P03'), ...syncing, exit: 75, message: 'Another device is writing to the hub on 127.0.0.1 and did not finish in time.', hint: 'Try again in a moment: ft hub sync' }],
  'hub-none': [{ prepare: connected((room) => sql(room, 'DROP SCHEMA finance_tracker CASCADE')), ...syncing, exit: 1, message: 'There is no hub in the database on 127.0.0.1 (schema finance_tracker).', hint: 'Make one there: ft hub connect postgres://… --yes   (a home that is connected already leaves it first: ft hub disconnect)' }],
  'hub-newer': [{ prepare: connected((room) => sql(room, 'UPDATE finance_tracker.hub SET format = 99')), ...syncing, exit: 1, message: 'The hub was made by a newer ft (format 99; this one knows 1).', hint: 'Update finance-tracker on this device, then: ft hub sync. Nothing was changed.' }],
  'hub-not-connected': [{ argv: () => ['hub', 'sync'], environment, exit: 1, message: 'This home is connected to no hub.', hint: 'Connect it with: ft hub connect postgres://…   (docs/hub.md)' }],
  'hub-connected': [{ prepare: connected(), ...connecting(), exit: 1, message: (room) => `This home is connected to the hub ${new URL(room.kept['url']!).host}${new URL(room.kept['url']!).pathname} already.`, hint: 'Leave that one first: ft hub disconnect' }],
  'hub-forked': [{
    prepare: connected(async (room) => {
      const copy = join(room.folder, 'copy');
      cpSync(room.home, copy, { recursive: true });
      await news(room, '100');
      await ft(room.home, 'hub', 'sync');
      rmSync(room.home, { recursive: true });
      cpSync(copy, room.home, { recursive: true });
      await news(room, '200');
    }),
    ...syncing, exit: 1, message: /^This device wrote commits after its commit \d+, and so did another copy of it that came to the hub first: a backup was restored, or a disk was cloned\.$/,
    hint: 'Nothing was sent or taken. Keep both, this one as a device of its own: ft hub adopt-as-new-device',
  }],
  'hub-commit-refused': [{
    prepare: connected(async (room) => {
      await ftWith({ environment }, second(room), 'hub', 'bootstrap', room.kept['url']!);
      await ft(second(room), 'budget', 'set', 'groceries', '300');
      await ft(second(room), 'hub', 'sync');
      await sql(room, "UPDATE finance_tracker.events SET payload = replace(payload, '30000', '90000') WHERE type = 'budget.set.v1'");
    }),
    ...syncing, exit: 1, message: /^Commit \S+ of device \S+ is not taken: the content of an event was changed\.$/, hint: 'What came before it is here. Refill the hub from a device that you trust: docs/hub.md tells how.',
  }],
  'hub-clock-ahead': [{
    prepare: connected(async (room) => {
      testClock(YEARS_MS);
      await news(room, '100');
      testClock(-YEARS_MS);
    }),
    ...syncing, exit: 1, message: /^Commits of this device are dated \d+ days into the future, and would win against everything that other devices decide until then\.$/, hint: 'Set the clock right, then date them anew: ft hub adopt-as-new-device',
  }],
  'hub-key-needed': [{ prepare: anothers('--encrypt'), ...connecting(), exit: 1, message: 'The hub is sealed: only devices with its key can read it.', hint: 'Show the code on a device that is connected (ft hub invite), then here: ft hub connect URL --code CODE' }],
  'hub-key-wrong': [{ prepare: anothers('--encrypt'), ...connecting('--code', codeOf(new Uint8Array(16))), exit: 2, message: 'The code is not the one of this hub.', hint: AGAIN }],
  'hub-code-invalid': [{ ...to('postgres://me@127.0.0.1:1/finance', '--code', '7XQ2'), exit: 2, message: 'That is no code of a hub: it has seven groups of four characters, or a character is wrong.', hint: AGAIN }],
  'hub-unsealed': [{ prepare: anothers(), ...connecting('--encrypt'), exit: 2, message: 'The hub is there already, and it is not sealed: --encrypt would come too late.', hint: 'Make a new one in another schema: ft hub connect URL --schema NAME --encrypt' }],
};
