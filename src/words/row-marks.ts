/** How a transaction is named in a list, and whether its category is marked as a guess. */
import { isUnsure } from '../categories/decision.ts';
import type { TransactionRow } from '../read-model/rows.ts';

/** True for a row whose category is marked: guessed, and not surely. */
export const isMarked = (row: TransactionRow, { sureFrom }: { readonly sureFrom: () => number | undefined }): boolean =>
  (row.step === 'model' || row.step === 'bank-code') && row.twin === null && row.parts === null && isUnsure(row, sureFrom());

/** Texts up to this length are read at a glance; a merchant that stands in them is not told twice. */
const GLANCE = 40;

/** The merchant first, the bank's text after it: a narrow terminal cuts what matters least. */
export function descriptionText({ merchant, description, counterparty }: TransactionRow): string {
  const said = description.trim() === '' ? (counterparty ?? '') : description.replace(/\s+/g, ' ').trim();
  const at = merchant === null ? 0 : said.toLowerCase().indexOf(merchant.toLowerCase());
  return at === 0 || (at > 0 && said.length <= GLANCE) ? said : `${merchant} · ${said}`;
}
