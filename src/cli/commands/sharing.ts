/** What sharing a ledger needs, in a file of its own: the client of PostgreSQL is loaded by nothing else. */
export { hubCommand } from './hub.ts';
export { hubAfterSync } from '../hub-after-sync.ts';
