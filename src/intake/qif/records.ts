/** A QIF file as records: the headers that say what they are, the account they stand in, and the mark `^` that ends each. */
import { raise } from '../../errors.ts';
import type { DateOrder } from '../../values/day-text.ts';
import type { Encoding } from '../encoding.ts';
import type { StatementFile } from '../statements/file.ts';
import { LONGEST, linesOf } from './lines.ts';

/** `cash`: a register of money · `investment`: a register of securities · `list`: no transactions (categories, prices …) · `unknown`: a header of no known meaning. */
export type SectionKind = 'cash' | 'investment' | 'list' | 'unknown';

/** What stands under one header. */
export interface Section {
  readonly kind: SectionKind;
  /** As the header names it: "Bank", "Oth A". */
  readonly name: string;
  /** Name of the own account, where an `!Account` block stands before. */
  readonly account: string | undefined;
}

/** Lines up to a `^`, each beginning with the letter of its field. */
export interface QifRecord {
  /** 1-based line where it begins. */
  readonly line: number;
  readonly section: Section;
  /** True for the first record under its header. */
  readonly isFirst: boolean;
  readonly fields: readonly string[];
  /** True for the last record of a file that may have been cut inside it. */
  readonly isCut: boolean;
}

const KINDS: Readonly<Record<string, SectionKind>> = {
  bank: 'cash', cash: 'cash', ccard: 'cash', 'oth a': 'cash', 'oth l': 'cash', otha: 'cash', othl: 'cash', invst: 'investment',
  cat: 'list', class: 'list', memorized: 'list', security: 'list', prices: 'list', budget: 'list', tag: 'list', invitem: 'list', template: 'list',
};

export class RecordReader {
  #section: Section = { kind: 'cash', name: 'Bank', account: undefined };
  /** True between `!Account` and the next header: the records name accounts. */
  #namesAccounts = false;
  #isFirst = true;
  #fields: string[] = [];
  /** Fields of the record before. */
  #before: readonly string[] = [];
  #size = 0;
  #begins = 0;
  #at = 0;
  /** The date order that the file itself states (`!Option:MDY`). */
  dateOrder: DateOrder | undefined;

  constructor(private readonly file: StatementFile, private readonly encoding: Encoding, private readonly endsOpen: boolean) {}

  /** The records in file order, those of `!Account` blocks left out. Throws statement-broken when the file ends inside one, statement-hostile when one is too long. */
  *records(): Generator<QifRecord, void, undefined> {
    for (const lines of linesOf(this.file, this.encoding)) {
      for (const line of lines) {
        this.#at++;
        const first = line.charCodeAt(0);
        if (first === 94 || first === 33) {
          if (this.#fields.length > 0) yield* this.#ended();
          if (first === 33) this.#header(line);
        } else if (line !== '' && line !== END_OF_TEXT) this.#field(line);
      }
    }
    if (this.#fields.length === 0) return;
    // Without its mark the last record is only believed where it has its day and its amount.
    const isList = this.#namesAccounts || this.#section.kind === 'list';
    if (isList ? this.endsOpen : !this.#has('D') || !(this.#has('T') || this.#has('U'))) raise('statement-broken', { file: this.file.name, line: this.#begins, why: 'it ends inside the record that begins there' });
    yield* this.#ended(this.endsOpen && this.#mayBeCut());
  }

  #has(letter: string): boolean { return this.#fields.some((field) => field.startsWith(letter)); }

  /** Whether digits or lines may be missing at the end: its last line is no text, or it lacks a line that the record before it has. */
  #mayBeCut(): boolean {
    return !/^[PMLAC]./.test(this.#fields.at(-1) ?? '') || this.#before.some((field) => !this.#has(field.slice(0, 1)));
  }

  #field(line: string): void {
    if (this.#fields.length === 0) {
      this.#begins = this.#at;
      this.#size = 0;
    }
    this.#size += line.length + 1;
    if (this.#size > LONGEST) raise('statement-hostile', { file: this.file.name, line: this.#begins, why: `it has a record of more than ${LONGEST} characters` });
    this.#fields.push(line);
  }

  *#ended(isCut = false): Generator<QifRecord, void, undefined> {
    const fields = this.#fields;
    this.#fields = [];
    if (this.#namesAccounts) {
      // Of a list of accounts the last one counts: the header that follows belongs to it.
      const name = fields.find((field) => field.startsWith('N'))?.slice(1).trim();
      if (name) this.#section = { ...this.#section, account: name };
      return;
    }
    this.#before = fields;
    yield { line: this.#begins, section: this.#section, isFirst: this.#isFirst, fields, isCut };
    this.#isFirst = false;
  }

  #header(line: string): void {
    const [, word = '', rest = ''] = /^!\s*(\w+)\s*:?\s*(.*)$/.exec(line) ?? [];
    this.#isFirst = true;
    this.#namesAccounts = false;
    const { account } = this.#section;
    switch (word.toLowerCase()) {
      case 'type': this.#section = { kind: KINDS[rest.toLowerCase().replace(/\s+/g, ' ')] ?? 'unknown', name: rest, account }; break;
      case 'account': this.#namesAccounts = true; break;
      // The list of all accounts is over: what follows names its own account.
      case 'clear': this.#section = { ...this.#section, account: undefined }; break;
      case 'option': if (/^(?:dmy|mdy|ymd)$/i.test(rest)) this.dateOrder = rest.toLowerCase() as DateOrder; break;
      default: this.#section = { kind: 'unknown', name: line.slice(1), account };
    }
  }
}

/** Files of DOS programs end with it. */
const END_OF_TEXT = '\u001a';
