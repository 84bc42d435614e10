/**
 * The bank of `npm run bench:sync`, bundled by it: Enable Banking's protocol as the simulator speaks it, over as many accounts and rows as are wished.
 * Prints its address and the credentials as a line of JSON, and ends with its standard input. `/_bench?rows=N` says how many rows each account has;
 * it answers how many requests came since the last such question and how long the bank was at them. `/_bench/csv` has the first account's rows as a statement.
 */
import { generateKeyPairSync } from 'node:crypto';
import { parseArgs } from 'node:util';
import { addDays } from '../../src/values/day.ts';
import { decimalText } from '../../src/values/money.ts';
import { bankOf } from '../../test/bank-simulator/bank.ts';
import { enableBanking } from '../../test/bank-simulator/faces/enable-banking.ts';
import { registerApplication } from '../../test/bank-simulator/faces/enable-banking-keys.ts';
import { serve } from '../../test/bank-simulator/serve.ts';
import { startSimulator } from '../../test/bank-simulator/simulator.ts';
import { VIEWS } from '../../test/bank-simulator/view-list.ts';
import { dice } from '../dice.mjs';

const { values } = parseArgs({ options: { accounts: { type: 'string', default: '1' }, days: { type: 'string', default: '90' }, page: { type: 'string', default: '500' }, alike: { type: 'boolean', default: false } } });
const days = Number(values.days);
const REDIRECT = 'https://localhost/ft-bench';
const SHOPS = ['REMA 1000', 'KIWI 471', 'COOP EXTRA', 'MENY', 'CIRCLE K', 'APOTEK 1', 'NARVESEN', 'CLAS OHLSON', 'IKEA', 'XXL'];
const PLACES = ['TORSHOV', 'SINSEN', 'STORO', 'BISLETT', 'MAJORSTUEN', 'NYDALEN', 'BRYN', 'SKOYEN', 'TOYEN', 'FROGNER'];

const view = { ...VIEWS[0], id: 'bench', name: 'Bench', runningBalance: undefined, pageSize: Number(values.page) };
const { state } = startSimulator({ seed: 'bench', now: Date.now(), faces: [enableBanking], views: [view] });
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
registerApplication(state.stores.enablebanking ??= {}, { id: 'bench', name: 'bench', publicKey, redirectUrls: [REDIRECT] });

const accounts = Array.from({ length: Number(values.accounts) }, (_, at) => ({
  key: `account-${at}`, name: `Konto ${at}`, kind: 'current', iban: `NO93860111${`${at}`.padStart(5, '0')}`, bban: `860111${`${at}`.padStart(5, '0')}`, owner: 'Astrid Fjellheim', opening: 0,
}));

let shown = 0;
const NONE = { transactions: 0, pages: 0, balances: 0, other: 0, ms: 0 };
let asked = { ...NONE };
const made = new Map();

/** So many rows of an account, oldest first, evenly over the days; with --alike all of one day, one amount and one text. */
function rowsOf(key, count, today) {
  const name = `${key} ${count} ${today}`;
  if (made.has(name)) return made.get(name);
  const roll = dice(accounts.findIndex((account) => account.key === key) + 1);
  const first = addDays(today, -days + 1);
  const rows = Array.from({ length: count }, (_, at) => {
    const day = values.alike ? addDays(today, -3) : addDays(first, Math.floor((at * days) / count));
    const amount = values.alike ? -4500 : roll() < 0.95 ? -Math.round(2_900 + 97_000 * roll() * roll()) : Math.round(100_000 + 900_000 * roll());
    const text = values.alike ? 'KAFFEBRENNERIET' : `${SHOPS[Math.floor(roll() * SHOPS.length)]} ${PLACES[Math.floor(roll() * PLACES.length)]} ${100 + Math.floor(roll() * 800)}`;
    return {
      event: `${key}/${`${at}`.padStart(7, '0')}`, status: 'booked', ids: { entryReference: values.alike ? null : `${key}-${day}-${at}`, transactionId: `${key}-${at}`, internalTransactionId: null },
      bookingDate: day, valueDate: day, transactionDate: day, amount, currency: view.currency, indicator: amount < 0 ? 'DBIT' : 'CRDT', counterparty: text, counterpartyAccount: undefined,
      remittance: [text], additional: undefined, kind: 'card', mcc: undefined, bankCode: 'PMNT-CCRD-POSD', balanceAfter: undefined, bought: day,
    };
  });
  made.set(name, rows);
  return rows;
}

const bank = () => ({
  ...bankOf(state, [view], () => undefined, 'enablebanking', undefined),
  accounts: () => accounts,
  rows: (_view, { account }, from, to) => ({ booked: rowsOf(account, shown, bank().today).filter(({ bookingDate }) => bookingDate >= from && bookingDate <= to).reverse(), pending: [] }),
  balances: (_view, { account }) => [{ kind: 'booked', enablebanking: 'CLBD', berlingroup: 'closingBooked', day: bank().today, amount: rowsOf(account, shown, bank().today).reduce((total, { amount }) => total + amount, 0) }],
  takeCall: () => ({ isAllowed: true, limit: 4, remaining: 4, resetSeconds: 1 }),
});

/** The same rows in the layout of a Norwegian bank. */
function statement() {
  const line = ({ bookingDate, remittance, amount }) => `${bookingDate.split('-').reverse().join('.')};${remittance[0]};${decimalText(amount, view.currency).replace('.', ',')};;Utført;Nei\r\n`;
  return `Dato;Tekst;Beløp;Saldo;Status;Avstemt\r\n${rowsOf(accounts[0].key, shown, bank().today).map(line).join('')}`;
}

function answered({ status, headers = {}, body }) {
  return { status, headers: { 'content-type': 'application/json', ...headers, date: new Date().toUTCString() }, body: typeof body === 'string' ? body : JSON.stringify(body ?? {}), delay: 0 };
}

function handle({ method, url, headers, body }) {
  const { pathname, searchParams: query, origin } = new URL(url);
  state.now = Date.now();
  if (pathname === '/_bench') {
    const before = asked;
    asked = { ...NONE };
    if (query.has('rows')) shown = Number(query.get('rows'));
    return answered({ status: 200, body: before });
  }
  if (pathname === '/_bench/csv') return answered({ status: 200, body: statement() });
  const path = pathname.replace('/enablebanking', '');
  const kind = path.endsWith('/transactions') ? (query.has('continuation_key') ? 'pages' : 'transactions') : path.endsWith('/balances') ? 'balances' : 'other';
  asked[kind]++;
  const began = performance.now();
  const answer = answered(enableBanking.handle({ method, path, query, headers, body, base: `${origin}/enablebanking` }, bank()));
  asked.ms += performance.now() - began;
  return answer;
}

const { url, close } = await serve(handle);
process.stdout.write(`${JSON.stringify({ url, applicationId: 'bench', privateKey, redirectUrl: REDIRECT })}\n`);
process.stdin.on('end', () => void close()).resume();
