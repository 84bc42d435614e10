/** What the corridor asks the ledger about the transactions that are there. */
import type { ReadModel } from '../read-model/read-model.ts';
import type { Known } from './arrivals.ts';
import { builtIn } from './profiles/built-in.ts';
import { layoutKey, TABLES } from './rows.ts';

let known: ReadonlySet<string> | undefined;
/** Layouts under which rows are worded alike: of the same key, and tables in a layout of the person's own or none, which may be one under two names. */
export const wordingKey = (format: string, profile: string): string => {
  known ??= new Set(builtIn.map(({ id }) => id));
  return layoutKey(format, TABLES.has(format) && !known.has(profile) ? 'own' : profile);
};

/** The read model as the corridor sees it. Layouts of statements are remembered: many transactions share one. */
export function knownFrom(model: Pick<ReadModel, 'transactions' | 'statements' | 'doubts' | 'log'>): Known {
  const layouts = new Map<string, string | undefined>();
  const layoutOfStatement = (id: string): string | undefined => {
    if (!layouts.has(id)) {
      const statement = model.statements.get(id)?.detail;
      layouts.set(id, statement && wordingKey(statement.format, statement.profile));
    }
    return layouts.get(id);
  };
  return {
    resolve: (id) => model.transactions.resolve(id),
    near: (account, amount, from, to) => model.transactions.near(account, amount, from, to),
    span: (account) => model.transactions.span(account),
    isOpenDoubt: (id) => model.doubts.isOpen(id),
    get: (id) => model.transactions.get(id),
    booked: (account, from, to) => model.transactions.booked(account, from, to),
    layoutOf(id) {
      const recorded = model.log.of(id).find((event) => event.type === 'transaction.recorded.v2');
      const statement = recorded?.type === 'transaction.recorded.v2' ? recorded.payload.statement : undefined;
      return statement === undefined ? undefined : layoutOfStatement(statement);
    },
  };
}
