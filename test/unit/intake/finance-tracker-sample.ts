/** A small export of ft, entry by entry. */
type Entry = Record<string, unknown>;

export const account = (change: Entry = {}): Entry => ({ id: 'acc1', name: 'Brukskonto', currency: 'NOK', number: null, bank: null, openingBalance: '0.00', openingDay: null, closed: null, openingDayBalance: null, ...change });
export const rule = (change: Entry = {}): Entry => ({ id: 'r1', text: 'rema', category: 'groceries', ...change });
export const transaction = (change: Entry = {}): Entry => ({
  id: '1cyj4gwnr82gp85r', date: '2026-01-14', valueDate: null, amount: '-10.00', currency: 'NOK', account: 'Brukskonto', accountId: 'acc1', description: 'Croissant', counterparty: null, merchant: null, category: 'uncategorized',
  group: 'uncategorized', confidence: 0, categorySource: 'none', status: 'booked', note: null, transfer: null, parts: null, counterpartyAccount: null, by: null, decided: null, details: null,
  recorded: { ordinal: 1, source: 'csv', statement: null, line: null }, aliases: null, attested: null, ...change,
});
/** Lists -> the text of a whole export. */
export const exportOf = (content: Entry, indent = 0): string => JSON.stringify({ format: 'finance-tracker', version: 1, complete: true, accounts: [account()], ...content }, null, indent);
