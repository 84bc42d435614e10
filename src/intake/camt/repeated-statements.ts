/**
 * A file may hold the very same statement twice: same Id, account, sequence number, balances and entries. Whether it is the
 * same is known at its end only, so the entries of a statement whose head stood in the file before are held back until then.
 */
import { createHash, type Hash } from 'node:crypto';
import type { PendingRow, Row } from '../rows.ts';
import { Collector } from '../statements/collector.ts';
import type { Statement } from './statement.ts';

/** Statements of a file that are remembered. */
const MOST_STATEMENTS = 20_000;
/** Records and characters of text that are held back. */
const MOST_HELD = 20_000;
const LARGEST_HELD = 16_000_000;

/** Who takes what an entry is. */
export type Records = Pick<Collector, 'row' | 'pending' | 'problem' | 'leftOut'>;
/** How a statement ended; `given-on`: it is the same, but it was too large to be held back until that was known. */
export type Ending = 'new' | 'repeated' | 'given-on';

export class RepeatedStatements implements Records {
  readonly #heads = new Set<string>();
  readonly #wholes = new Set<string>();
  #hash: Hash | undefined;
  #head = '';
  #held: Collector | undefined;
  #records = 0;
  #size = 0;

  constructor(private readonly collector: Collector) {}

  row(row: Row): void { this.#into(() => textOf(row)).row(row); }
  pending(row: PendingRow): void { this.#into(() => textOf(row)).pending(row); }
  problem(line: number, reason: string, text: string): void { this.#into(() => `${reason}\n${text}`).problem(line, reason, text); }
  leftOut(what: string): void { this.#into(() => what).leftOut(what); }

  /** Before the first entry of a statement. */
  begin({ head }: Statement): void {
    this.#hash = head === undefined ? undefined : createHash('sha256');
    this.#head = head === undefined ? '' : digest(head);
    this.#held = this.#heads.has(this.#head) ? new Collector() : undefined;
    this.#records = this.#size = 0;
  }

  /** After the last element of a statement: what was held back is given on, unless it stood in the file before. */
  end({ head, around }: Statement): Ending {
    const whole = head === undefined || this.#hash === undefined ? undefined : this.#hash.update(`${head}\n${around}`).digest('base64');
    const isSame = whole !== undefined && this.#wholes.has(whole);
    if (whole !== undefined && this.#wholes.size < MOST_STATEMENTS) {
      this.#heads.add(this.#head);
      this.#wholes.add(whole);
    }
    const wasGivenOn = this.#records > 0 && !this.#held;
    if (!isSame) this.#giveOn();
    this.#held = this.#hash = undefined;
    if (!isSame) return 'new';
    return wasGivenOn ? 'given-on' : 'repeated';
  }

  #into(text: () => string): Collector {
    if (this.#hash) {
      const told = text();
      this.#hash.update(`${told}\n`);
      this.#size += told.length;
      if (++this.#records > MOST_HELD || this.#size > LARGEST_HELD) this.#giveOn();
    }
    return this.#held ?? this.collector;
  }

  #giveOn(): void {
    if (!this.#held) return;
    const { rows, pending, problems, leftOut } = this.#held.take();
    for (const row of rows) this.collector.row(row);
    for (const row of pending) this.collector.pending(row);
    for (const { line, reason, excerpt } of problems) this.collector.problem(line, reason, excerpt);
    for (const what of leftOut ?? []) this.collector.leftOut(what);
    this.#held = undefined;
  }
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64');

const textOf = (row: PendingRow): string =>
  `${row.bookingDate}|${row.valueDate}|${row.amount}|${row.currency}|${row.reference}|${row.batchReference}|${row.endToEndId}|${row.counterparty}|${row.counterpartyAccount}|${row.type}|${row.description}`;
