/** Lines beside the transactions: totals, balances, notes, headers come again, and rows that are not booked yet. */
import type { Day } from '../../values/day.ts';
import { headerNames } from './header.ts';
import type { RawRecord } from './records.ts';

const TOTAL = /^\W*(?:[\p{L}.]+\s+){0,2}(?:saldo|balance|totalt?|total[ei]?s?|summa?|sum|subtotal|kontostand|endsaldo|anfangssaldo|abschlusssaldo|solde|stand|zwischensumme|tagessaldo|skyldig|avsluttende|likutis|apyvarta|loppusaldo|alkusaldo|yhteensä|primosaldo|ultimosaldo)(?=[\s:.)"]|$)/iu;
/** Whole texts that name a balance of the account, in the languages of the known banks; never a bare word that is also bought or paid ("balance", "solde"). */
const BALANCES = [
  'saldo', 'kontostand', '(?:inn?gående|utgående|indgående|udgående|ny|nytt|gammel|gammal|avsluttende|avslutande|bokført|bogført|bokfört|disponibel|disponibelt|primo|ultimo) saldo', '(?:primo|ultimo|start|slut|slutt|åpnings|begin|eind|end|anfangs|abschluss|schluss|alku|loppu|alg|lõpp)saldo',
  '(?:opening|closing|beginning|ending|ledger|available) balance', 'balance (?:brought|carried) forward', '(?:alter|neuer) (?:saldo|kontostand)', 'saldo ?vortrag', "solde (?:initial|final|précédent|de clôture|d['’]ouverture)", '(?:ancien|nouveau) solde',
  'saldo (?:inicial|final|anterior|iniziale|finale|contabile|disponibile|początkowe|końcowe)', 'likutis', '(?:pradinis|galutinis) likutis', '(?:sākuma|beigu) atlikums',
].join('|');
const DAY = String.raw`\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\.?`;
const BALANCE = new RegExp(String.raw`^(?:(?:${BALANCES})(?:\s+(?:pr\.?|per|den|am|as of|on|at|au|al|a|op|${DAY}))*|(?:saldo|balance|solde|stand)(?:\s+(?:pr\.?|per|den|am|as of|on|at|au|al|op))?\s+${DAY})\s*:?$`, 'iu');
const PENDING = /^\W*(?:reserv\w*|pending|venter|väntar|vorgemerkt|offen|varaus|odott\w*|invalid date|ausstehend|en attente|pendiente|in sospeso)\b/i;

/** True when one of the first filled cells begins as the name of a total or a balance ("Utgående saldo pr."). */
export function namesTotal(record: RawRecord): boolean {
  let looked = 0;
  for (const cell of record) {
    if (cell.trim() === '') continue;
    if (TOTAL.test(cell.slice(0, 200))) return true;
    if (++looked === 3) return false;
  }
  return false;
}

/** True for a text that is the name of a balance and nothing else ("Saldo per 31.01.2026"). */
export const isBalanceName = (text: string): boolean => text.length < 60 && BALANCE.test(text.trim());

/** True when the date cell says in words that the row is not booked. */
export const saysPending = (dateCell: string, day: Day | undefined): boolean => day === undefined && dateCell !== '' && PENDING.test(dateCell.slice(0, 60));

/**
 * True for text that is no row: one sentence alone on a line, or a header that comes again. A line with a number where the
 * amount or the date stands is a row that went wrong, never a note.
 */
export function isNote(record: RawRecord, dateCell: string, amountFilled: boolean, amounts: readonly number[]): boolean {
  if (!/\d/.test(dateCell) && dateCell.trim() !== '' && !amounts.some((at) => /\d/.test(record[at] ?? ''))) return true;
  if (amountFilled) return false;
  const filled = record.filter((cell) => cell.trim() !== '');
  return filled.length === 1 && /\p{L}{3}/u.test(filled[0] ?? '') && !/^\W*\d/.test(filled[0] ?? '');
}

/** For a header that comes again: true when its columns stand elsewhere, false when they stand as before; undefined for any other record. */
export function turnsColumns(header: RawRecord, record: RawRecord): boolean | undefined {
  if (header.length < 2) return undefined;
  const names = headerNames(header);
  const again = headerNames(record);
  if (again.filter((name) => name !== '' && names.includes(name)).length < 2) return undefined;
  return again.some((name, at) => name !== '' && names.includes(name) && names[at] !== name);
}
