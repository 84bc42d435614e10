/**
 * A statement may go over several pages (StmtPgntn), and a message over several files (MsgPgntn in its header). Where a page
 * says that another follows, and neither that page nor a closing balance is in the file, transactions are missing: told as a
 * problem, for the other pages may lie in another file.
 */
import { ownText } from '../../values/text.ts';
import type { Collector } from '../statements/collector.ts';
import type { XmlElement } from '../statements/xml.ts';

/** Page number and whether it is the last one; an element that says nothing is of the only page. */
export interface Pagination { readonly number: number; readonly isLast: boolean }

/** StmtPgntn, RptPgntn, NtfctnPgntn or MsgPgntn -> its page. */
export function paginationFrom(element: XmlElement | undefined): Pagination {
  const last = element?.textAt('LastPgInd');
  return { number: Number(element?.textAt('PgNb') ?? 1), isLast: last !== 'false' && last !== '0' };
}

/** A statement as its pages are followed: `label` is what it is called in a message, `isClosed` true when it tells a booked closing balance. */
interface Paged { readonly line: number; readonly account: string | undefined; readonly label: string; readonly page: Pagination; readonly isClosed: boolean }
interface Open { readonly line: number; readonly text: string }
/** So many accounts are waited for; more than that no bank puts into one message in pages. */
const MOST = 10_000;

export class Pages {
  /** The last page read of each account whose statement goes on. */
  readonly #open = new Map<string, Open>();
  #message = paginationFrom(undefined);
  #last: Paged | undefined;

  constructor(private readonly collector: Collector) {}

  /** Takes the header of a message. */
  header(element: XmlElement): void { this.#message = paginationFrom(element.child('MsgPgntn')); }

  /** A statement is over. */
  closed(statement: Paged): void {
    const account = statement.account ?? '';
    const before = this.#open.get(account);
    this.#open.delete(account);
    if (before && statement.page.number === 1 && this.#message.number === 1) this.#missing(before);
    if (!statement.page.isLast) this.#wait(statement);
    this.#last = statement;
  }

  /** A message is over: the next page of it goes on with its last statement. */
  messageEnds(): void {
    if (!this.#message.isLast && this.#last) this.#wait(this.#last);
    this.#message = paginationFrom(undefined);
    this.#last = undefined;
  }

  /** The file is over. */
  end(): void {
    for (const open of this.#open.values()) this.#missing(open);
  }

  #wait(statement: Paged): void {
    if (statement.isClosed) return;
    this.#open.set(ownText(statement.account ?? ''), { line: statement.line, text: ownText(statement.label) });
    if (this.#open.size <= MOST) return;
    const [oldest] = this.#open;
    this.#open.delete(oldest![0]);
    this.#missing(oldest![1]);
  }

  #missing({ line, text }: Open): void {
    this.collector.problem(line, 'pages are missing: the statement goes on on a page that is not in the file, and no closing balance is told', text);
  }
}
