/** What the corridor asks the ledger about the transactions that are there. */
import type { ReadModel } from '../read-model/read-model.ts';
import { searchText } from '../read-model/transaction-fold.ts';
import type { Known } from './arrivals.ts';
import { builtIn } from './profiles/built-in.ts';
import { layoutKey, TABLES } from './rows.ts';

let known: ReadonlySet<string> | undefined;
/** Layouts under which rows are worded alike: of the same key, and tables in a layout of the person's own or none, which may be one under two names. */
export const wordingKey = (format: string, profile: string): string => {
  known ??= new Set(builtIn.map(({ id }) => id));
  return layoutKey(format, TABLES.has(format) && !known.has(profile) ? 'own' : profile);
};

const REMEMBERED = 50_000;

/** The read model as the corridor sees it. Layouts of statements are remembered: many transactions share one. */
export function knownFrom(model: Pick<ReadModel, 'transactions' | 'statements' | 'doubts' | 'log' | 'activity'>): Known {
  const layouts = new Map<string, string | undefined>();
  const layoutOfStatement = (id: string): string | undefined => {
    if (!layouts.has(id)) {
      const statement = model.statements.get(id)?.detail;
      layouts.set(id, statement && wordingKey(statement.format, statement.profile));
    }
    return layouts.get(id);
  };
  const told = new Map<string, { readonly layout: string | undefined; readonly reference: string | undefined; readonly words: string | undefined }>();
  /** What the statement that recorded a transaction says of it. Asked for again and again where amounts repeat. */
  const recorded = (id: string) => {
    let known = told.get(id);
    if (!known) {
      const event = model.log.of(id).find(({ type }) => type === 'transaction.recorded.v2');
      const payload = event?.type === 'transaction.recorded.v2' ? event.payload : undefined;
      known = { layout: payload?.statement === undefined ? undefined : layoutOfStatement(payload.statement), reference: payload?.reference, words: payload && searchText(payload.description, payload.counterparty) };
      if (told.size >= REMEMBERED) told.clear();
      told.set(id, known);
    }
    return known;
  };
  let former: ReadonlyMap<string, string> | undefined;
  /** Other wordings of transactions that do not stand. Looked for only where anything was taken back. */
  const formers = (): ReadonlyMap<string, string> => (former ??= new Map(model.activity.undone().size === 0 ? []
    : model.log.ofTypes(['transaction.restated.v1']).flatMap((event) => (event.type === 'transaction.restated.v1' && !model.transactions.stands(event.subject) ? [[event.payload.alias, event.subject] as const] : []))));
  const ordinalOf = (id: string): number => model.log.of(id).flatMap((event) => (event.type === 'transaction.recorded.v2' ? [event.payload.ordinal] : []))[0] ?? 1;
  return {
    formerOf: (alias) => {
      const id = formers().get(alias);
      return id === undefined ? undefined : { id, ordinal: ordinalOf(id) };
    },
    resolve: (id) => model.transactions.resolve(id),
    near: (account, amount, from, to) => model.transactions.near(account, amount, from, to),
    span: (account) => model.transactions.span(account),
    isOpenDoubt: (id) => model.doubts.isOpen(id),
    get: (id) => model.transactions.get(id),
    ofBatch: (account, reference, from, to) => model.transactions.ofBatch(account, reference, from, to),
    booked: (account, from, to) => model.transactions.booked(account, from, to),
    layoutOf: (id) => recorded(id).layout,
    layoutsOf: (account) => new Set(model.statements.ofAccount(account).map(({ detail }) => wordingKey(detail.format, detail.profile))),
    referenceOf: (id) => recorded(id).reference,
    firstWordsOf: (id) => recorded(id).words,
  };
}
