/**
 * A statement may go over several messages: each but the last closes with `:62M:`, and the next opens with `:60M:` at the same
 * balance. Where it does not, transactions are missing: that is told as a problem, for the other pages may lie in another file.
 */
import type { Collector } from '../statements/collector.ts';
import type { Balance } from './amounts.ts';
import type { Message } from './message.ts';

interface Open { readonly amount: number; readonly code: string; readonly number: string; readonly line: number; readonly text: string }

export class Pages {
  /** Accounts whose last page says that another follows. */
  readonly #open = new Map<string, Open>();

  constructor(private readonly collector: Collector) {}

  /** A message opened at line `line`. */
  opened(message: Message, line: number): void {
    const { account, opening, number, page } = message;
    const before = this.#open.get(account?.number ?? '');
    this.#open.delete(account?.number ?? '');
    const fits = before !== undefined && before.code === opening?.code && before.amount === opening.amount;
    if (before && !fits) this.#missing(line, 'a page of the statement is missing above: it does not begin with the balance at which the page before ended', number);
    if (!before && opening?.isFirst === false && page !== undefined && page > 1) this.#missing(line, 'the pages of the statement before this one are not in the file', number);
  }

  /** A message closed; `isLast` when no further page follows. */
  closed({ account, number }: Message, { amount, code }: Balance, isLast: boolean, line: number): void {
    if (!isLast) this.#open.set(account?.number ?? '', { amount, code, number, line, text: number });
  }

  /** The file is over. */
  end(): void {
    for (const { line, text } of this.#open.values()) this.#missing(line, 'the statement goes on on a page that is not in the file', text);
  }

  #missing(line: number, reason: string, number: string): void {
    this.collector.problem(line, reason, `:28C:${number}`);
  }
}
