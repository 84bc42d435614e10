/** Neutral rows and balances -> what Enable Banking writes of them. */
import { addMonths, type Day, firstDay, monthOf } from '../../../src/values/day.ts';
import { decimalText, negate } from '../../../src/values/money.ts';
import type { TrueAccount, View, ViewBalance, ViewRow } from '../contract.ts';
import { hexOf } from '../dice.ts';
import { amountText } from '../rendering.ts';

const KINDS = { current: 'CACC', savings: 'SVGS', card: 'CARD' } as const;

/** Key by which an account is the same one in every session. */
export const identificationHash = (account: TrueAccount): string => `${Buffer.from('WwpbCiJhY2NvdW50IgpdCl0').toString('base64url')}.${Buffer.from(hexOf(account.iban, 64), 'hex').toString('base64')}`;

/** An account as a session and its details tell it. */
export function accountResource(view: View, account: TrueAccount, uid: string): Record<string, unknown> {
  return {
    account_id: { iban: account.iban }, all_account_ids: [{ identification: account.iban, scheme_name: 'IBAN' }, { identification: account.bban, scheme_name: 'BBAN' }],
    account_servicer: { bic_fi: view.bic, name: view.name }, name: account.owner, details: account.name, usage: 'PRIV', cash_account_type: KINDS[account.kind], product: account.name,
    currency: view.currency, psu_status: 'Account Holder', uid, identification_hash: identificationHash(account), identification_hashes: [identificationHash(account)],
    ...(account.kind === 'card' && { credit_limit: { currency: view.currency, amount: '50000.00' } }),
  };
}

const accountOf = (number: string): Record<string, unknown> => (/^[A-Z]{2}\d{2}/.test(number) ? { iban: number } : { other: { identification: number, scheme_name: 'BBAN' } });

/** A row of any status; fields that the bank leaves out are null, as in life. */
export function transaction(view: View, row: ViewRow): Record<string, unknown> {
  const isOut = row.indicator === 'DBIT';
  const party = row.counterparty === undefined ? null : { name: row.counterparty };
  const other = row.counterpartyAccount === undefined ? null : accountOf(row.counterpartyAccount);
  const [domain = '', family = '', sub = ''] = row.bankCode.split('-');
  return {
    entry_reference: row.ids.entryReference, merchant_category_code: row.mcc ?? null,
    transaction_amount: { currency: row.currency, amount: amountText(row.amount, row.currency, view) },
    creditor: isOut ? party : null, creditor_account: isOut ? other : null, debtor: isOut ? null : party, debtor_account: isOut ? null : other,
    bank_transaction_code: { description: row.kind, code: `${domain}-${family}`, sub_code: sub }, credit_debit_indicator: row.indicator, status: row.status === 'booked' ? 'BOOK' : 'PDNG',
    booking_date: row.bookingDate ?? null, value_date: row.valueDate ?? null, transaction_date: row.transactionDate ?? null,
    balance_after_transaction: row.balanceAfter === undefined ? null : { currency: row.currency, amount: decimalText(row.balanceAfter, row.currency) },
    remittance_information: row.remittance, transaction_id: row.ids.transactionId,
    exchange_rate: row.original ? { unit_currency: row.original.currency, exchange_rate: row.original.rate, rate_type: 'SPOT', instructed_amount: { currency: row.original.currency, amount: decimalText(negate(row.original.amount), row.original.currency) } } : null,
  };
}

/** A payment that waits for its day: listed by the bank, and no movement. */
export function scheduled(view: View, today: Day): Record<string, unknown> {
  return {
    entry_reference: null, transaction_amount: { currency: view.currency, amount: view.sign === 'unsigned' ? '8450.00' : '-8450.00' }, creditor: { name: 'Solsiden Borettslag' }, debtor: null,
    credit_debit_indicator: 'DBIT', status: 'SCHD', booking_date: null, value_date: firstDay(addMonths(monthOf(today), 1)), transaction_date: null, remittance_information: ['Felleskostnader'], transaction_id: null,
  };
}

const NAMES: Readonly<Record<ViewBalance['kind'], string>> = { booked: 'Booked balance', opening: 'Opening balance', expected: 'Expected balance', available: 'Available balance' };

/** A balance: signed, as the documents have it. */
export const balance = (view: View, given: ViewBalance): Record<string, unknown> => ({
  name: NAMES[given.kind], balance_amount: { currency: view.currency, amount: amountText(given.amount, view.currency, { ...view, sign: 'signed' }) }, balance_type: given.enablebanking,
  reference_date: given.day, last_change_date_time: null, last_committed_transaction: null,
});
