/** What `ft list` and `ft export` are asked, as typed -> a query the read model can run. */
import { type Failure, failure } from '../errors.ts';
import type { Taxonomy } from '../categories/taxonomy.ts';
import type { Query, Term } from '../read-model/query-sql.ts';
import type { AccountRow } from '../read-model/rows.ts';
import { type Result, err, ok } from '../values/result.ts';
import type { Day } from '../values/day.ts';
import { foldedText } from '../values/text.ts';
import { periodBetween } from './period.ts';
import { type QueryNames, resolveQuery } from './query-names.ts';
import { parseQuery } from './query.ts';

export interface Asked {
  /** The query language as a shell hands it over, word by word, its quotes gone; none finds everything. */
  readonly words: readonly string[];
  /** Must hold besides the query. */
  readonly account?: string | undefined;
  /** A day or period as typed: `from` means its first day, `to` its last. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}
export interface Known {
  readonly taxonomy: Taxonomy;
  readonly accounts: readonly AccountRow[];
  readonly today: Day;
  /** Confidence below which the local model is unsure; only asked where the query asks. */
  readonly sureFrom: () => number | undefined;
}

const plainNumber = (text: string): string => text.replace(/[^0-9A-Za-z]/g, '').toUpperCase();

/** Accounts whose id, name or number it is; else those whose name begins with it, else holds it. */
function accountsNamed(accounts: readonly AccountRow[], text: string): Result<readonly string[], Failure> {
  const wanted = foldedText(text);
  const number = plainNumber(text);
  const tests: readonly ((account: AccountRow) => boolean)[] = [
    ({ id, name, number: own }) => id === text || foldedText(name) === wanted || (own !== null && number !== '' && plainNumber(own) === number),
    ({ name }) => foldedText(name).startsWith(wanted),
    ({ name }) => foldedText(name).includes(wanted),
  ];
  for (const test of tests) {
    const found = accounts.filter(test);
    if (found.length > 0) return ok(found.map(({ id }) => id));
  }
  return err(failure('account-unknown', { account: text, known: accounts.map(({ name }) => name) }));
}

/** How the names in a query are looked up in this ledger. */
function namesOf({ taxonomy, accounts, sureFrom }: Known): QueryNames {
  return {
    categories: (name) => {
      const leaf = taxonomy.find(name);
      return leaf.ok ? ok([leaf.value.id]) : leaf;
    },
    group: (name) => {
      const group = taxonomy.findGroup(name);
      return group.ok ? ok(group.value.leaves.map(({ id }) => id)) : group;
    },
    accounts: (name) => accountsNamed(accounts, name),
    currencies: [...new Set(accounts.map(({ currency }) => currency))],
    sureFrom,
  };
}

/** `account:Joint account`, whose quotes the shell took: the whole rest is the name. Words with a key of their own stay apart. */
const unquoted = /^((?:-|not:)?[a-z]+:)([^":]*\s[^":]*)$/i;
const requoted = (word: string): string => word.replace(unquoted, '$1"$2"');

/**
 * Words and options -> a query. Words that only make sense with the quotes that a shell takes away are read with them.
 * Fails with 'query-invalid', 'category-unknown', 'account-unknown', 'date-invalid'.
 */
export function findQuery(asked: Asked, known: Known): Result<Query, Failure> {
  const query = queryFrom(asked.words.map(requoted).join(' '), known);
  const plain = query.ok ? query : queryFrom(asked.words.join(' '), known);
  if (!plain.ok) return query;
  const more = conditionsFrom(asked, known);
  return more.ok ? ok({ any: plain.value.any.map((terms) => [...terms, ...more.value]) }) : more;
}

function queryFrom(text: string, known: Known): Result<Query, Failure> {
  const parsed = parseQuery(text, known.today);
  return parsed.ok ? resolveQuery(parsed.value, namesOf(known)) : parsed;
}

/** --account, --from and --to as conditions. */
function conditionsFrom({ account, from, to }: Asked, known: Known): Result<readonly Term[], Failure> {
  const terms: Term[] = [];
  if (account !== undefined) {
    const found = accountsNamed(known.accounts, account);
    if (!found.ok) return found;
    terms.push({ kind: 'accounts', ids: found.value, not: false });
  }
  if (from !== undefined || to !== undefined) {
    const period = periodBetween(from, to, known.today);
    if (!period.ok) return period;
    terms.push({ kind: 'dates', ...period.value, not: false });
  }
  return ok(terms);
}
