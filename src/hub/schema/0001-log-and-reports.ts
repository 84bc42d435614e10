/**
 * !!! STORED FORMAT, FROZEN !!!
 * The first schema of a hub. Hubs with exactly it exist: change it by a new step. `:schema` stands for its name.
 */

/** What every hub has. Of a sealed one, the texts of commits and events are empty, and `sealed` holds what only its devices can open. */
export const log = `
CREATE SCHEMA IF NOT EXISTS :schema;

CREATE TABLE :schema.hub (
  only_row  boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
  format    integer     NOT NULL,
  sealed    boolean     NOT NULL,
  key_check text        NOT NULL,                -- '' where it is not sealed
  reported  jsonb       NOT NULL DEFAULT '{}',   -- device -> sequence that the report tables tell of
  made      timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE :schema.chains (                    -- how far each device's chain is here
  number   integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  device   text    NOT NULL UNIQUE,
  sequence bigint  NOT NULL,
  hash     text    NOT NULL,
  events   bigint  NOT NULL
);

CREATE TABLE :schema.devices (                   -- who syncs here, and when last
  device  text        PRIMARY KEY,
  name    text        NOT NULL,
  seen    timestamptz NOT NULL,
  skew_ms bigint      NOT NULL                   -- its clock less the server's
);

CREATE TABLE :schema.commits (
  at               timestamptz NOT NULL,         -- wall time of its clock
  chain            integer     NOT NULL,
  sequence         bigint      NOT NULL,
  id               text        NOT NULL,
  clock            text        NOT NULL,
  command          text        NOT NULL,
  arguments        text,
  arguments_salt   bytea,
  arguments_digest text,
  events           integer     NOT NULL,
  digest           text        NOT NULL,
  previous         text        NOT NULL,
  hash             text        NOT NULL,
  sealed           bytea,
  PRIMARY KEY (chain, sequence, at)
);

CREATE TABLE :schema.events (
  at       timestamptz NOT NULL,
  chain    integer     NOT NULL,
  sequence bigint      NOT NULL,
  place    integer     NOT NULL,                 -- in its commit, from 0
  type     text        NOT NULL,
  subject  text        NOT NULL,
  payload  text,                                 -- canonical JSON, to the letter
  salt     bytea,
  digest   text,
  sealed   bytea
);
CREATE INDEX events_in_order ON :schema.events (chain, sequence, place);

CREATE TABLE :schema.erasures (
  chain    integer     NOT NULL,
  sequence bigint      NOT NULL,
  place    integer     NOT NULL,                 -- -1: the commit's arguments
  at       timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (chain, sequence, place)
);

-- The one change that the log knows: what was said goes, its digest stays.
CREATE FUNCTION :schema.erase(of_device text, at_sequence bigint, at_place integer, new_digest text, new_sealed bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = :schema, pg_temp AS $$
  UPDATE commits SET arguments = NULL, arguments_salt = NULL, arguments_digest = new_digest, sealed = new_sealed
    WHERE at_place < 0 AND chain = (SELECT number FROM chains WHERE device = of_device) AND sequence = at_sequence;
  UPDATE events SET subject = '', payload = NULL, salt = NULL, digest = new_digest, sealed = new_sealed
    WHERE at_place >= 0 AND chain = (SELECT number FROM chains WHERE device = of_device) AND sequence = at_sequence AND place = at_place;
  INSERT INTO erasures (chain, sequence, place) SELECT number, at_sequence, at_place FROM chains WHERE device = of_device ON CONFLICT DO NOTHING;
$$;
REVOKE ALL ON FUNCTION :schema.erase FROM PUBLIC;
`;

/** What a hub that can read has besides: transactions as they stand, one row a part of a split, and the accounts and categories they are in. */
export const reports = `
CREATE TABLE :schema.accounts (
  id              text    PRIMARY KEY,
  name            text    NOT NULL,
  currency        text    NOT NULL,
  number          text,
  bank            text,
  opening_balance numeric NOT NULL,              -- before its first transaction here
  closed          date
);

CREATE TABLE :schema.categories (
  id          text PRIMARY KEY,
  label       text NOT NULL,
  "group"     text NOT NULL,
  group_label text NOT NULL
);

CREATE TABLE :schema.transactions (
  day          date     NOT NULL,                -- booking date
  id           text     NOT NULL,
  part         smallint NOT NULL,                -- 0: whole, or the first part
  account      text     NOT NULL,
  amount       numeric  NOT NULL,                -- in the currency beside it, exact; negative: out
  currency     text     NOT NULL,
  category     text     NOT NULL,
  kind         text     NOT NULL,                -- income, spending or neutral, as the reports of ft count it
  transfer     boolean  NOT NULL,                -- between own accounts: neither spending nor income
  merchant     text,
  counterparty text,
  description  text     NOT NULL,
  note         text,
  PRIMARY KEY (id, part, day)
);
CREATE INDEX transactions_by_day ON :schema.transactions (day);
`;

/** Sums, as TimescaleDB keeps them up to date by itself. */
export const aggregates = `
CREATE MATERIALIZED VIEW :schema.daily_sums WITH (timescaledb.continuous, timescaledb.materialized_only = false) AS
SELECT time_bucket('1 day', day) AS day, account, currency, sum(amount) AS amount, count(*) AS count
FROM :schema.transactions GROUP BY 1, 2, 3 WITH NO DATA;

CREATE MATERIALIZED VIEW :schema.monthly_sums WITH (timescaledb.continuous, timescaledb.materialized_only = false) AS
SELECT time_bucket('1 month', day) AS month, account, currency, category, kind, transfer,
  coalesce(sum(amount) FILTER (WHERE amount > 0), 0) AS incoming, coalesce(sum(amount) FILTER (WHERE amount < 0), 0) AS outgoing, count(*) AS count
FROM :schema.transactions GROUP BY 1, 2, 3, 4, 5, 6 WITH NO DATA;

SELECT add_continuous_aggregate_policy(':schema.daily_sums', start_offset => NULL, end_offset => NULL, schedule_interval => INTERVAL '1 minute');
SELECT add_continuous_aggregate_policy(':schema.monthly_sums', start_offset => NULL, end_offset => NULL, schedule_interval => INTERVAL '1 minute');
`;

/** The same on plain PostgreSQL. */
export const plainAggregates = `
CREATE VIEW :schema.daily_sums AS
SELECT day, account, currency, sum(amount) AS amount, count(*) AS count
FROM :schema.transactions GROUP BY 1, 2, 3;

CREATE VIEW :schema.monthly_sums AS
SELECT date_trunc('month', day)::date AS month, account, currency, category, kind, transfer,
  coalesce(sum(amount) FILTER (WHERE amount > 0), 0) AS incoming, coalesce(sum(amount) FILTER (WHERE amount < 0), 0) AS outgoing, count(*) AS count
FROM :schema.transactions GROUP BY 1, 2, 3, 4, 5, 6;
`;

/** What people and dashboards ask. */
export const views = `
CREATE VIEW :schema.monthly_by_category AS
SELECT s.month, a.name AS account, s.currency, s.category, coalesce(c.label, s.category) AS label, coalesce(c.group_label, s.category) AS "group",
  s.kind, s.transfer, s.incoming, s.outgoing, s.count
FROM :schema.monthly_sums s LEFT JOIN :schema.accounts a ON a.id = s.account LEFT JOIN :schema.categories c ON c.id = s.category;

CREATE VIEW :schema.daily_balances AS
SELECT s.day, a.name AS account, s.account AS account_id, s.currency, a.opening_balance + sum(s.amount) OVER (PARTITION BY s.account ORDER BY s.day) AS balance
FROM :schema.daily_sums s JOIN :schema.accounts a ON a.id = s.account;

CREATE VIEW :schema.booked AS
SELECT t.day, a.name AS account, t.amount, t.currency, coalesce(c.label, t.category) AS category, t.kind, t.transfer, coalesce(t.merchant, t.counterparty, t.description) AS who, t.description, t.note, t.id
FROM :schema.transactions t LEFT JOIN :schema.accounts a ON a.id = t.account LEFT JOIN :schema.categories c ON c.id = t.category;
`;

/** Time is what TimescaleDB parts tables by. What is old is compressed; nothing is ever dropped. */
export const hypertables = `
SELECT create_hypertable(':schema.commits', 'at', chunk_time_interval => INTERVAL '1 year');
SELECT create_hypertable(':schema.events', 'at', chunk_time_interval => INTERVAL '1 year', create_default_indexes => false);
ALTER TABLE :schema.commits SET (timescaledb.compress, timescaledb.compress_segmentby = 'chain', timescaledb.compress_orderby = 'sequence, at');
ALTER TABLE :schema.events SET (timescaledb.compress, timescaledb.compress_segmentby = 'chain', timescaledb.compress_orderby = 'sequence, place');
SELECT add_compression_policy(':schema.commits', INTERVAL '2 years');
SELECT add_compression_policy(':schema.events', INTERVAL '2 years');
`;
export const reportHypertable = `
SELECT create_hypertable(':schema.transactions', 'day', chunk_time_interval => INTERVAL '1 year', create_default_indexes => false);
`;
