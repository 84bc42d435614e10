/** Records of an investment account by which cash moves in or out of it: income, returned capital, expenses, and cash that is transferred (OFX 2.2, 13.9.2.4). */
import type { Written } from './transaction.ts';

/** INCOMETYPE -> the TRNTYPE that says the same. Distributed gains have none. */
const INCOME_TYPES: Readonly<Record<string, string>> = { DIV: 'DIV', INTEREST: 'INT' };
/** Element -> the TRNTYPE that says the same. Returned capital has none. */
const TRANSACTION_TYPES: Readonly<Record<string, string>> = { INVEXPENSE: 'FEE', MARGININTEREST: 'INT', TRANSFER: 'XFER' };

/**
 * Record by its name and what stands in it -> the transaction it is, on the day of trade and with TOTAL as its amount; undefined
 * where it moves no cash of this account; else in plain words why it cannot be read. TOTAL is signed as the holder sees it, but some
 * brokers write what they charge without a sign, as others write what they give back: such a charge is not guessed.
 */
export function asTransaction(name: string, written: Written): Written | string | undefined {
  const { fields: f } = written;
  const total = f.TOTAL ?? '';
  // the money came from or went to another account
  if (f.SUBACCTFUND?.toUpperCase() === 'OTHER') return undefined;
  if (name === 'TRANSFER' && (total === '' || !/^[-+]?[0.,]*$/.test(f.UNITS ?? ''))) return undefined;
  const isNegative = /[-\u2212(]/.test(total);
  const isCharge = name === 'INVEXPENSE' || name === 'MARGININTEREST';
  if (isCharge && !isNegative && /[1-9]/.test(total) && !f.REVERSALFITID) return `the amount "${total.slice(0, 40)}" has no minus sign: it may be charged or paid back`;
  const way = name === 'TRANSFER' ? f.TFERACTION?.toUpperCase() : undefined;
  if (way === 'IN' && isNegative) return `the amount "${total.slice(0, 40)}" has another direction than TFERACTION says`;
  const income = f.INCOMETYPE?.toUpperCase() ?? '';
  const type = name === 'INCOME' ? INCOME_TYPES[income] ?? '' : TRANSACTION_TYPES[name] ?? '';
  return {
    ...written,
    type: income === '' ? name : `${name} ${income}`,
    fields: {
      DTPOSTED: f.DTTRADE || f.DTSETTLE || '', TRNAMT: way === 'OUT' && !isNegative ? total.replace(/^\s*\+?/, '-') : total, MEMO: f.MEMO || [f.UNIQUEIDTYPE, f.UNIQUEID].filter(Boolean).join(' '),
      ...(f.DTSETTLE ? { DTAVAIL: f.DTSETTLE } : {}), ...(f.FITID ? { FITID: f.FITID } : {}), ...(type === '' ? {} : { TRNTYPE: type }),
    },
  };
}
