/** Gathers what a format's parser finds, and hands it over in batches. */
import { ownText } from '../../values/text.ts';
import { EXCERPT, excerpt } from '../excerpt.ts';
import type { PendingRow, Problem, Row, RowBatch, StatedBalance } from '../rows.ts';

const BATCH = 4_000;

const TEXTS = ['description', 'counterparty', 'counterpartyAccount', 'reference', 'account', 'type', 'endToEndId', 'mandateId', 'creditorReference', 'batchReference', 'bankCategory', 'note'] as const;

/** The row with texts of its own, so that whatever remembers one does not hold a chunk of the file. */
function letGo(row: Row): Row {
  const own = row as { -readonly [K in keyof Row]: Row[K] };
  for (const name of TEXTS) {
    const text = own[name];
    if (text !== undefined) own[name] = ownText(text);
  }
  return own;
}
export class Collector {
  #rows: Row[] = [];
  #problems: Problem[] = [];
  #pending: PendingRow[] = [];
  #balances: StatedBalance[] = [];
  #leftOut: string[] = [];
  #ignored = 0;

  row(row: Row): void { this.#rows.push(letGo(row)); }
  pending(row: PendingRow): void { this.#pending.push(row); }
  balance(balance: StatedBalance): void { this.#balances.push(balance); }
  /** A record of a kind that is no cash movement; `what` names the kind, as in "share purchase". */
  leftOut(what: string): void { this.#leftOut.push(what); }
  /** A record that is none by the format's own rule. */
  ignored(): void { this.#ignored++; }
  /** A record that cannot become a row. `reason` is a clause ("the amount "1,2,3" is no number"); `text` is shown shortened and inert. */
  problem(line: number, reason: string, text: string): void {
    this.#problems.push({ line, reason, excerpt: excerpt(text.slice(0, 4 * EXCERPT)) });
  }

  /** True when enough is gathered to be handed over. */
  get isFull(): boolean { return this.#rows.length + this.#problems.length + this.#pending.length + this.#leftOut.length >= BATCH; }

  /** What was gathered since the last call. */
  take(): RowBatch {
    const batch = { rows: this.#rows, problems: this.#problems, pending: this.#pending, ignored: this.#ignored, balances: this.#balances, leftOut: this.#leftOut };
    this.#rows = [];
    this.#problems = [];
    this.#pending = [];
    this.#balances = [];
    this.#leftOut = [];
    this.#ignored = 0;
    return batch;
  }
}
