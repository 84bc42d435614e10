/**
 * !!! STORED FORMAT, FROZEN !!!
 * The first schema of the log. Never edit it: ledgers with exactly this schema exist. Change the log by a new migration.
 */
export const commitsAndEvents = `
CREATE TABLE commits (
  number         INTEGER PRIMARY KEY,      -- order of arrival on this machine; local, not hashed
  id             TEXT    NOT NULL UNIQUE,  -- UUIDv7
  device         TEXT    NOT NULL,
  sequence       INTEGER NOT NULL,         -- per device, from 1, without gaps
  clock          TEXT    NOT NULL,         -- hybrid logical clock: 13 digits of Unix ms, '.', 4 hex digits
  command        TEXT    NOT NULL,
  arguments      TEXT,                     -- canonical JSON
  arguments_salt BLOB,
  first          INTEGER NOT NULL,         -- position of its first event; local, not hashed
  events         INTEGER NOT NULL,
  digest         TEXT    NOT NULL,         -- SHA-256 over the digests of arguments and events, hex
  previous       TEXT    NOT NULL,         -- hash of the device's previous commit, '' for its first
  hash           TEXT    NOT NULL UNIQUE,  -- SHA-256 of the canonical header, hex
  UNIQUE (device, sequence)
) STRICT;

CREATE TABLE events (
  position INTEGER PRIMARY KEY,
  "commit" INTEGER NOT NULL REFERENCES commits (number) DEFERRABLE INITIALLY DEFERRED,
  type     TEXT    NOT NULL,
  subject  TEXT    NOT NULL,
  payload  TEXT,                            -- canonical JSON
  salt     BLOB
) STRICT;
CREATE INDEX events_by_subject ON events (subject);

CREATE TABLE device (id TEXT NOT NULL) STRICT; -- one row: who writes here

CREATE TRIGGER commits_refuse_update BEFORE UPDATE ON commits BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER commits_refuse_delete BEFORE DELETE ON commits BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER events_refuse_update BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER events_refuse_delete BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
`;
