/**
 * !!! STORED FORMAT, FROZEN !!!
 * What a feed remembers that is no fact: pending rows, when a bank may be asked again, which requests went out. Beside the log, in
 * the same file, so that it changes in the same transaction; never replayed, never replicated. It may be emptied without loss of facts.
 */
export const feedMemory = `
CREATE TABLE feed_memory (
  connection TEXT NOT NULL,
  key        TEXT NOT NULL,                -- the bank's account; '' for the connection itself
  state      TEXT NOT NULL,                -- JSON
  PRIMARY KEY (connection, key)
) WITHOUT ROWID, STRICT;

CREATE TABLE feed_calls (
  number     INTEGER PRIMARY KEY,
  connection TEXT    NOT NULL,
  account    TEXT,                         -- key of the bank's account; NULL where the request is about none
  endpoint   TEXT    NOT NULL,
  at         INTEGER NOT NULL,             -- Unix ms
  attended   INTEGER NOT NULL,
  purpose    TEXT    NOT NULL,
  status     INTEGER NOT NULL DEFAULT 0,   -- 0: no answer
  logged     INTEGER NOT NULL DEFAULT 0    -- 1: stands in the log
) STRICT;
CREATE INDEX feed_calls_by_connection ON feed_calls (connection, at);
`;
