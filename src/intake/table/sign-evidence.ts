/** Whether the signs of an amount column are an account's (minus is out) or a card's, which writes what was bought without one. */
import type { RawRecord } from './records.ts';

/** What the one who is paid says of a payment: in an account's own file such a row is never money out. */
const RECEIVED = /\bthank(?:s| you)\b|\bpayment received\b|\bzahlung erhalten\b|\bpaiement re[cç]u\b|\bpago recibido\b|\bpagamento (?:recebido|ricevuto)\b|\bbetaling (?:mottatt|modtaget|ontvangen)\b|\bbetalning mottagen\b/i;
/** What stands on a card's rows in: paid to it, or taken back. An account has such rows out too, among others. */
const TO_A_CARD = /\b(?:payment|pymt|auto ?pay|refund|credit|returned?|reversal|cash ?back|inn?betaling|inbetalning|indbetaling|betaling|betalning|zahlung|gutschrift|erstattung|retur|paiement|remboursement|pago|abono|pagamento|rimborso)\b/i;
/** What an account takes in; on a card it would have a minus. */
const INCOME = /(?<!\p{L})(?:deposits?|salary|payroll|wages?|dividend|refund|transfer from|innskudd|lønn|løn|lön|insättning|gehalt|salaire|nómina|stipendio)(?!\p{L})/iu;

/** Cell of an amount -> true where it is written as less than nothing: a minus or DR before or behind, or in parentheses. */
export const isNegative = (cell: string): boolean => /^\W*[-\u2212\u2013(]|[-\u2212\u2013]$|\bd[rb]\.?$|\dd[rb]$/i.test(cell);

/**
 * Rows + column of their amounts -> true where the texts speak of a card: a row with a minus thanks for a payment, or the few rows
 * with a minus are all payments and refunds and none without one is income. Its signs then stand the other way round. Where a card's
 * file has the same header (`asCard`) a few rows with a minus may also be goods sent back: without income nothing speaks against a card.
 */
export function speaksOfCard(rows: readonly RawRecord[], amount: number, asCard: boolean): boolean {
  let without = 0;
  let payments = 0;
  let others = 0;
  let income = false;
  for (const record of rows) {
    const cell = (record[amount] ?? '').trim();
    if (!/[1-9]/.test(cell)) continue;
    const text = record.map((part, at) => (at === amount ? '' : part.slice(0, 200))).join(' ');
    if (!isNegative(cell)) {
      without++;
      if (RECEIVED.test(text)) return false;
      income ||= INCOME.test(text);
    } else if (RECEIVED.test(text)) return true;
    else if (TO_A_CARD.test(text)) payments++;
    else others++;
  }
  const negative = payments + others;
  return !income && negative > 0 && negative < without && (asCard || others === 0);
}
