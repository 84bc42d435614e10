/** `ft hub`: several devices, one ledger, through a PostgreSQL that the user owns. */
import type { Command } from '../command.ts';
import { bootstrapping, connecting, disconnecting, inviting } from '../hub-connecting.ts';
import { adopting, status, syncing } from '../hub-standing.ts';

const SCHEMA = ['--schema <name>', 'schema of the database that the hub is in (default finance_tracker)'] as const;
const CODE = ['--code <code>', 'code of a hub that is sealed (ft hub invite shows it on a device that is connected)'] as const;

export const hubCommand: Command = {
  name: 'hub',
  summary: 'share one ledger between devices through a PostgreSQL of your own',
  now: true,
  details: ['docs/hub.md leads through it.'],
  examples: ['ft hub connect postgres://ft@nas.local/finance', 'ft hub sync', 'ft hub status'],
  children: [
    {
      name: 'connect', summary: 'join this home to a hub; made there where there is none, shown first', operands: '<url>', now: true,
      options: [['--encrypt', 'a new hub is sealed: only devices can read it, with a key that never leaves them'], CODE, SCHEMA],
      details: [
        'The address is libpq\'s: postgres://user:password@host:port/database?sslmode=verify-full&sslrootcert=FILE. Certificates are always verified;', 'only this very machine is reached without TLS, or a sealed hub with sslmode=disable. "-" asks for the address unseen, or reads it from stdin.',
      ],
      examples: ['ft hub connect postgres://postgres@localhost/finance', 'ft hub connect "postgres://me:secret@db.example.org/finance" --encrypt', 'ft hub connect postgres://me@nas.local/finance --code 7XQ2-…'], run: connecting,
    },
    { name: 'sync', summary: 'take what is new there, send what it lacks; also at the end of every ft sync', now: true, examples: ['ft hub sync'], run: syncing },
    { name: 'status', summary: 'devices, who is behind or ahead, when each was there, how large it is', now: true, examples: ['ft hub status', 'ft hub status --json'], run: status },
    { name: 'bootstrap', summary: 'fill an empty home from a hub: a new device', operands: '<url>', now: true, options: [CODE, SCHEMA], examples: ['ft hub bootstrap postgres://ft@nas.local/finance'], run: bootstrapping },
    { name: 'invite', summary: 'show what another device needs to join', now: true, examples: ['ft hub invite'], run: inviting },
    {
      name: 'adopt-as-new-device', summary: 'after a restored backup or a cloned disk: go on here as a device of its own', now: true,
      details: ['Also dates anew what was written here under a clock that ran ahead.'], examples: ['ft hub adopt-as-new-device'], run: adopting,
    },
    { name: 'disconnect', summary: 'leave the hub; the ledger here stays whole', now: true, examples: ['ft hub disconnect'], run: disconnecting },
  ],
};
