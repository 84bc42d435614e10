/** The fields of a QIF record by their letters. */
import type { QifRecord } from './records.ts';

/** A line of a split: S category, E memo, $ amount. */
export interface Split { readonly category: string; memo: string; amount: string }

export interface Fields {
  /** D, as written. */
  date: string;
  /** U, else T: both say the same, U with room for more digits. */
  amount: string;
  /** P */
  payee: string;
  /** M */
  memo: string;
  /** N: a check number or kind; in a securities register the action. */
  number: string;
  /** L: a category, or `[Account]`. */
  category: string;
  /** Y: the security. */
  security: string;
  splits: Split[];
  /** A clause that says why the record is not one transaction; undefined where it may be. */
  fault: string | undefined;
}

/** Record -> its fields, blanks around them taken off; of letters that mean nothing for money (address, cleared, flags) nothing is kept. */
export function fieldsOf({ fields }: QifRecord): Fields {
  const found: Fields = { date: '', amount: '', payee: '', memo: '', number: '', category: '', security: '', splits: [], fault: undefined };
  let high = '';
  for (const field of fields) {
    const value = field.slice(1).trim();
    switch (field[0]) {
      case 'D': found.fault ??= found.date === '' ? undefined : 'it holds two dates, so the ^ between two records is missing'; found.date ||= value; break;
      case 'T': found.fault ??= found.amount === '' ? undefined : 'it holds two amounts, so the ^ between two records is missing'; found.amount ||= value; break;
      case 'U': high ||= value; break;
      case 'P': found.payee = joined(found.payee, value); break;
      case 'M': found.memo = joined(found.memo, value); break;
      case 'N': found.number ||= value; break;
      case 'L': found.category ||= value; break;
      case 'Y': found.security ||= value; break;
      case 'S': found.splits.push({ category: value, memo: '', amount: '' }); break;
      case 'E': { const split = found.splits.at(-1); if (split) split.memo = value; break; }
      case '$': { const split = found.splits.at(-1); if (split) split.amount = value; break; }
      default:
    }
  }
  if (high !== '') found.amount = high;
  return found;
}

const joined = (before: string, more: string): string => (before === '' ? more : more === '' ? before : `${before} · ${more}`);

/** What an L or S line names: a category without its class, or the own account on the other side. */
export interface Target { readonly category?: string; readonly account?: string }

/** "Food:Groceries/Trip" -> the category; "[Savings]/Trip" -> the account. The word that only says "split" is neither. */
export function targetOf(text: string): Target {
  const account = /^\[([^\]]*)\]/.exec(text)?.[1]?.trim();
  if (account) return { account };
  const slash = text.indexOf('/');
  const category = (slash < 0 ? text : text.slice(0, slash)).trim();
  return category === '' || /^\W*split\W*$/i.test(category) ? {} : { category };
}

/** A name that is an account number or an IBAN: six or more digits, or an IBAN's form. */
export function isAccountNumber(name: string): boolean {
  const plain = name.replace(/[\s.-]/g, '');
  return plain.length <= 34 && /^(?:\d{6,}|[A-Z]{2}\d{2}[A-Z0-9]{8,30})$/.test(plain);
}

/** What a message shows of a field: its beginning. */
export const brief = (field: string): string => (field.length > 40 ? `${field.slice(0, 39)}…` : field);
