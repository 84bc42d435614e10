/** What the person taught, in its last state: own categories, rules, merchants, budgets, saved layouts. */
import type { Database } from '../ledger/database.ts';
import type { KnownEvent, Payload } from '../ledger/events/list.ts';
import type { Currency } from '../values/currency.ts';
import type { Month } from '../values/day.ts';
import type { Minor } from '../values/money.ts';
import type { BudgetRow, CorrectionRow, RuleRow, UserCategoryRow } from './rows.ts';

type Noun = 'category' | 'rule' | 'merchant' | 'budget' | 'profile';
type BudgetState = Readonly<Record<string, { amount: number | null; rollover: boolean }>>;

/** Active events of a subject in clock order -> its state, or undefined when nothing of it stands. */
const folds: Readonly<Record<Noun, (events: readonly KnownEvent[]) => object | undefined>> = {
  category: (events) => {
    let state: { label: string; group: string } | undefined;
    for (const event of events) {
      if (event.type === 'category.added.v1') state = { label: event.payload.label, group: event.payload.group };
      else if (event.type === 'category.renamed.v1' && state) state = { ...state, label: event.payload.label };
    }
    return state;
  },
  rule: (events) => {
    const last = events.findLast(({ type }) => type === 'rule.added.v1' || type === 'rule.removed.v1');
    return last?.type === 'rule.added.v1' ? { ...last.payload, position: last.position } : undefined;
  },
  merchant: (events) => {
    const last = events.findLast(({ type }) => type === 'merchant.taught.v1' || type === 'merchant.forgotten.v1');
    return last?.type === 'merchant.taught.v1' ? last.payload : undefined;
  },
  budget: (events) => {
    const state: Record<string, { amount: number | null; rollover: boolean }> = {};
    for (const event of events)
      if (event.type === 'budget.set.v1') state[event.payload.from] = { amount: event.payload.amount, rollover: event.payload.rollover };
    return Object.keys(state).length > 0 ? Object.fromEntries(Object.entries(state).sort()) : undefined;
  },
  profile: (events) => {
    const last = events.findLast(({ type }) => type === 'profile.saved.v1');
    return last?.type === 'profile.saved.v1' ? last.payload.profile : undefined;
  },
};

export class Knowledge {
  constructor(private readonly database: Database) {}

  /** Writes down the state that a subject's active events leave. */
  refold(noun: Noun, subject: string, events: readonly KnownEvent[]): void {
    this.database.prepare('DELETE FROM knowledge WHERE noun = ? AND subject = ?').run(noun, subject);
    const state = folds[noun](events.filter((event) => event.type.startsWith(`${noun}.`)));
    if (state) this.database.prepare('INSERT INTO knowledge VALUES (?, ?, ?)').run(noun, subject, JSON.stringify(state));
  }

  #all<T>(noun: Noun): { subject: string; state: T }[] {
    return this.database.prepare<[string], { subject: string; state: string }>('SELECT subject, state FROM knowledge WHERE noun = ? ORDER BY subject').all(noun)
      .map((row) => ({ subject: row.subject, state: JSON.parse(row.state) as T }));
  }

  /** The user's own categories, by id. */
  categories(): UserCategoryRow[] {
    return this.#all<{ label: string; group: string }>('category').map(({ subject, state }) => ({ id: subject, label: state.label, group: state.group }));
  }

  /** Positions of events -> their places in the order of the clock. */
  #places(positions: readonly number[]): ReadonlyMap<number, number> {
    const inOrder = this.database.prepare<[string], number>(`SELECT e.position FROM json_each(?) asked JOIN events e ON e.position = asked.value LEFT JOIN commits c ON c.number = e."commit"
      ORDER BY c.clock IS NULL, c.clock, c.device, e.position`).pluck().all(JSON.stringify(positions));
    return new Map(inOrder.map((position, place) => [position, place]));
  }

  /** Own rules, in the order they were added, on whatever device. */
  rules(): RuleRow[] {
    const rules = this.#all<Payload<'rule.added.v1'> & { position: number }>('rule');
    const places = this.#places(rules.map(({ state }) => state.position));
    return rules.sort((a, b) => places.get(a.state.position)! - places.get(b.state.position)!)
      .map(({ subject, state: { position: _, ...rule } }) => ({ id: subject, ...rule }) as RuleRow);
  }

  /** What corrections taught, by merchant key. */
  corrections(): CorrectionRow[] {
    return this.#all<{ category: string }>('merchant').map(({ subject, state }) => ({ key: subject, category: state.category }));
  }

  /** Every budget step, by target, currency and the month it holds from. */
  budgets(): BudgetRow[] {
    return this.#all<BudgetState>('budget').flatMap(({ subject, state }) => {
      const match = /^(category|group):(.*)\/([A-Z]{3})$/.exec(subject);
      if (!match) return [];
      return Object.entries(state).map(([from, { amount, rollover }]) => ({
        kind: match[1] as 'category' | 'group', target: match[2]!, currency: match[3] as Currency, from: from as Month, amount: amount as Minor | null, rollover,
      }));
    });
  }

  /** Layouts the person saved, by name. */
  profiles(): { name: string; profile: Payload<'profile.saved.v1'>['profile'] }[] {
    return this.#all<Payload<'profile.saved.v1'>['profile']>('profile').map(({ subject, state }) => ({ name: subject, profile: state }));
  }
}
