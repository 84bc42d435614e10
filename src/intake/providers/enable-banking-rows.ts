/** A transaction in the words of Enable Banking (OpenAPI document, schema Transaction). */
import type { BankProfile } from './banks.ts';
import { amountIn, mccFrom } from './berlin-group-rows.ts';
import { idsIn, type Movement, type Movements, type Party } from './movement.ts';
import { isRecord, type Json, provided, recordAt, textAt, textsAt } from './reading.ts';

/** Accounted; PDNG and HOLD may still change; the rest never was a movement. Without a status a row is booked. */
const STATUS: Readonly<Record<string, 'booked' | 'pending' | 'none'>> = { BOOK: 'booked', PDNG: 'pending', HOLD: 'pending', SCHD: 'none', RJCT: 'none', CNCL: 'none' };

/** One element of `transactions` -> a row, pending row or problem in `rows`. */
export function takeEnableBankingRow(record: unknown, rows: Movements, bank: BankProfile): void {
  if (!isRecord(record)) return rows.refuse(record, 'it is no transaction');
  const text = textAt(record, 'status')?.toUpperCase();
  const status = text === undefined ? 'booked' : Object.hasOwn(STATUS, text) ? STATUS[text] : undefined;
  if (status === undefined) return rows.refuse(record, `the status "${text!.slice(0, 40)}" does not say whether it is booked`);
  if (status === 'none') return rows.leaveOut();
  const direction = textAt(record, 'credit_debit_indicator')?.toUpperCase();
  if (direction !== undefined && direction !== 'DBIT' && direction !== 'CRDT') return rows.refuse(record, 'credit_debit_indicator says neither CRDT nor DBIT');
  rows.take(movementOf(record, status === 'pending', direction, bank), record);
}

function movementOf(record: Json, isPending: boolean, direction: Movement['direction'], bank: BankProfile): Movement {
  const code = recordAt(record, 'bank_transaction_code');
  return {
    isPending,
    booking: textAt(record, 'booking_date'),
    value: textAt(record, 'value_date'),
    other: textAt(record, 'transaction_date'),
    amount: amountIn(recordAt(record, 'transaction_amount')),
    direction,
    texts: textsOf(record, bank),
    creditor: partyOf(record, 'creditor', bank),
    debtor: partyOf(record, 'debtor', bank),
    ids: idsIn(record, ['entry_reference', 'transaction_id']),
    // transaction_id is a handle for details and changes with the session (Enable Banking staff in actualbudget/actual#7799)
    referenceFields: ['entry_reference'],
    original: originalIn(record),
    balanceAfter: recordAt(record, 'balance_after_transaction') && amountIn(recordAt(record, 'balance_after_transaction')),
    facts: {
      creditorReference: provided(textAt(record, 'reference_number')),
      mcc: mccFrom(textAt(record, 'merchant_category_code')),
      type: provided(textAt(code, 'description') ?? textAt(code, 'code')),
      bankCodes: codesIn(code),
    },
  };
}

function partyOf(record: Json, side: 'creditor' | 'debtor', bank: BankProfile): Party {
  const party = recordAt(record, side);
  const account = recordAt(record, `${side}_account`);
  const name = textAt(party, 'name') ?? (bank.namesInAddress ? textsAt(party, 'postal_address', 'address_line')[0] : undefined);
  return { name, account: textAt(account, 'iban') ?? textAt(account, 'other', 'identification') };
}

/** The note is the bank's last word where there is nothing else. */
function textsOf(record: Json, bank: BankProfile): readonly string[] {
  const named = bank.textField === undefined ? [] : textsAt(record, bank.textField);
  if (named.length > 0) return named;
  const texts = textsAt(record, 'remittance_information').filter((text) => provided(text) !== undefined);
  return texts.length > 0 ? texts : textsAt(record, 'note');
}

function originalIn(record: Json): Movement['original'] {
  const exchange = recordAt(record, 'exchange_rate');
  const amount = recordAt(exchange, 'instructed_amount');
  return amount === undefined ? undefined : { ...amountIn(amount), rate: textAt(exchange, 'exchange_rate') };
}

/** `code` is the family within the domain, `sub_code` the sub-family; only some banks send those of ISO 20022: with the domain, or four letters each. */
function codesIn(code: Json | undefined): readonly string[] {
  const sent = [textAt(code, 'code'), textAt(code, 'sub_code')].filter((text) => text !== undefined).join('-');
  return /^(?:PMNT|CAMT|ACMT|XTND|LDAS|SECU|FORX|DERV|PMET|CMDT|TRAD)(?:-[A-Z]{4}){0,2}$/.test(sent) ? [`iso20022:${sent}`] : [];
}

