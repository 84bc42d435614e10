/** Transactions that are marked, to do something with all of them. They stay marked whatever is searched for. */
import type { TransactionRow } from '../../read-model/rows.ts';
import type { Session } from '../screen.ts';
import { numberText } from './summary.ts';
import type { TransactionList } from './transaction-list.ts';
import { transactionWords } from './words.ts';

/** Transactions that one command is given at most. */
const MOST = 5000;

export class Marks {
  readonly #ids = new Set<string>();

  constructor(private readonly list: TransactionList, private readonly session: Session) {}

  get size(): number { return this.#ids.size; }
  has(id: string): boolean { return this.#ids.has(id); }
  clear(): void { this.#ids.clear(); }

  toggle({ id }: TransactionRow): void {
    if (this.#ids.delete(id)) return;
    if (this.#ids.size < MOST) this.#ids.add(id);
    else this.#refuse();
  }

  /** Marks all that is found; where some are marked, none any more. */
  toggleAll(): void {
    const { index, isSearching } = this.list;
    if (this.#ids.size > 0) return this.clear();
    if (isSearching || !index) return this.session.say(transactionWords(this.session.locale).stillSearching, 'warning');
    if (index.length > MOST) return this.#refuse();
    for (const id of index.ids(0, index.length)) if (id !== undefined) this.#ids.add(id);
  }

  /** What an act is about: the marked ones, else the one under the cursor. */
  chosen(): string[] {
    const row = this.#ids.size > 0 ? undefined : this.list.row();
    return row ? [row.id] : [...this.#ids];
  }

  #refuse(): void { this.session.say(transactionWords(this.session.locale).tooMany(numberText(MOST, this.session)), 'warning'); }
}
