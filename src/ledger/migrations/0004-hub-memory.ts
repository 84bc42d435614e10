/**
 * !!! STORED FORMAT, FROZEN !!!
 * What a home knows of the hub it is connected to: beside the log, never replayed, never replicated. And the erased events, quickly found:
 * each sync asks which they are.
 */
export const hubMemory = `
CREATE TABLE hub_memory (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL                       -- JSON
) WITHOUT ROWID, STRICT;

CREATE INDEX events_erased  ON events  (position) WHERE payload IS NULL;
CREATE INDEX commits_erased ON commits (number)   WHERE arguments IS NULL;
`;
