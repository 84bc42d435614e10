/** A transaction in the words of the Berlin Group (NextGenPSD2 XS2A 1.3), which GoCardless speaks too. */
import type { BankProfile } from './banks.ts';
import { idsIn, type Movement, type Party } from './movement.ts';
import { type Json, listAt, provided, recordAt, textAt, textsAt, valueAt } from './reading.ts';
import { withoutRepeating } from '../camt/remittance.ts';

/** Ids of a transaction; the first two are the bank's. */
const IDS = ['transactionId', 'entryReference', 'internalTransactionId', 'cardTransactionId'] as const;

/** One record of `booked` or `pending` -> what it says. */
export function berlinGroupRow(record: Json, isPending: boolean, bank: BankProfile): Movement {
  const structured = structuredIn(record);
  return {
    isPending,
    booking: textAt(record, 'bookingDate') ?? textAt(record, 'bookingDateTime'),
    value: textAt(record, 'valueDate') ?? textAt(record, 'valueDateTime'),
    other: textAt(record, 'transactionDate') ?? textAt(record, 'acceptorTransactionDateTime'),
    amount: amountIn(recordAt(record, 'transactionAmount')),
    direction: undefined,
    texts: textsOf(record, structured.texts, bank),
    creditor: partyOf(record, 'creditor', 'ultimateCreditor'),
    debtor: partyOf(record, 'debtor', 'ultimateDebtor'),
    ids: idsIn(record, [...IDS, ...bank.stableIds]),
    referenceFields: ['transactionId', 'entryReference'],
    original: originalIn(record),
    balanceAfter: balanceAfter(record),
    facts: {
      endToEndId: provided(textAt(record, 'endToEndId')),
      mandateId: provided(textAt(record, 'mandateId')),
      creditorReference: structured.reference,
      mcc: mccFrom(textAt(record, 'merchantCategoryCode')),
      checkNumber: provided(textAt(record, 'checkId')),
      type: bank.stableIds.includes('proprietaryBankTransactionCode') ? undefined : provided(textAt(record, 'proprietaryBankTransactionCode')),
      bankCodes: codesIn(record),
    },
  };
}

/** `{amount, currency}` -> the amount as sent. */
export const amountIn = (value: unknown): { readonly amount: unknown; readonly currency: string | undefined } => ({ amount: valueAt(value, 'amount'), currency: textAt(value, 'currency') });

/** Merchant category code (ISO 18245) as sent -> itself where it is four digits that say something. */
export const mccFrom = (text: string | undefined): string | undefined => (text !== undefined && /^\d{4}$/.test(text) && text !== '0000' ? text : undefined);

/** The account of a party: `{iban}`, `{bban}` and so on, or a plain text (easybank). */
function partyOf(record: Json, side: 'creditor' | 'debtor', ultimate: string): Party {
  const account = valueAt(record, `${side}Account`);
  return {
    name: textAt(record, `${side}Name`) ?? textAt(record, ultimate),
    account: typeof account === 'string' ? textAt(record, `${side}Account`) : (textAt(account, 'iban') ?? textAt(account, 'bban') ?? textAt(account, 'maskedPan') ?? textAt(account, 'other', 'identification')),
  };
}

/** The profile's field alone where it says something; else the list or the single text, whichever has more, then structured ones; the bank's own words as a last resort. */
function textsOf(record: Json, structured: readonly string[], bank: BankProfile): readonly string[] {
  const named = bank.textField === undefined ? [] : textsAt(record, bank.textField);
  if (named.length > 0) return named;
  const list = textsAt(record, 'remittanceInformationUnstructuredArray');
  const single = textsAt(record, 'remittanceInformationUnstructured');
  const size = (texts: readonly string[]): number => texts.join('').replace(/\s/g, '').length;
  const texts = [...(size(list) >= size(single) ? list : single), ...structured].filter((text) => provided(text) !== undefined);
  if (texts.length > 0) return texts.length > 1 ? withoutRepeating(texts) : texts;
  const hasParty = textAt(record, 'creditorName') !== undefined || textAt(record, 'debtorName') !== undefined;
  return hasParty ? [] : [...textsAt(record, 'transactionDetails'), ...textsAt(record, 'additionalInformation')];
}

const REFERENCE = /^(?:RF\d{2}[A-Z0-9]{1,21}|\d{2,25})$/;

/** Structured remittance information -> the creditor's reference (KID, RF), and what is no reference as text. Banks send objects, texts, and lists of both ("5345", "SCOR"). */
function structuredIn(record: Json): { readonly reference: string | undefined; readonly texts: readonly string[] } {
  const sent = ['remittanceInformationStructured', 'remittanceInformationStructuredArray'].flatMap((field) => listAt(record, field) ?? [valueAt(record, field)]);
  const all = sent.map((one) => (typeof one === 'string' ? one.trim() : textAt(one, 'reference'))).filter((one) => one !== undefined && one !== '' && one !== 'SCOR');
  const reference = all.find((one) => REFERENCE.test(one!.replace(/\s/g, '')));
  return { reference, texts: [...new Set(all)].filter((one): one is string => one !== undefined && one !== reference) };
}

/** Currency exchange is an object or a list (Revolut); the amount abroad stands in it, or beside it on cards. */
function originalIn(record: Json): Movement['original'] {
  const exchange = recordAt(record, 'currencyExchange') ?? listAt(record, 'currencyExchange')?.find((one) => textAt(one, 'exchangeRate') !== undefined);
  const amount = recordAt(exchange, 'instructedAmount') ?? recordAt(record, 'originalAmount');
  return amount === undefined ? undefined : { ...amountIn(amount), rate: textAt(exchange, 'exchangeRate') };
}

/** Only a booked balance is one: an available one has credit in it. */
function balanceAfter(record: Json): Movement['balanceAfter'] {
  const balance = recordAt(record, 'balanceAfterTransaction');
  const type = textAt(balance, 'balanceType');
  return balance === undefined || (type !== undefined && !/booked$/i.test(type)) ? undefined : amountIn(recordAt(balance, 'balanceAmount'));
}

const ISO = /^[A-Z]{4}(?:-[A-Z]{4}){0,2}$/;
/** Geschäftsvorfallcode in a German bank's own code: Deutsche Kreditwirtschaft, DFÜ-Abkommen, Anlage 3. */
const GVC = /^[NFS][A-Z0-9]{3}\+(\d{3})(?:\+|$)/;

/** Codes as `Row.bankCodes`, surest first. */
function codesIn(record: Json): readonly string[] {
  const purpose = textAt(record, 'purposeCode');
  const code = textAt(record, 'bankTransactionCode');
  const gvc = GVC.exec(textAt(record, 'proprietaryBankTransactionCode') ?? '')?.[1];
  return [
    ...(purpose !== undefined && /^[A-Z]{4}$/.test(purpose) ? [`purpose:${purpose}`] : []),
    ...(code !== undefined && ISO.test(code) ? [`iso20022:${code}`] : []),
    ...(gvc === undefined || gvc === '000' ? [] : [`gvc:${gvc}`]),
  ];
}
