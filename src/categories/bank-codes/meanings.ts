/** What the codes of banks and card networks stand for, read from the lists beside this file when first asked for. */
import { COMPANY_CODES, MERCHANT_CODES } from './merchant-codes.ts';
import { TRANSACTION_CODES } from './transaction-codes.ts';

/** What a code stands for. */
export interface Meaning {
  /** Category id. */
  readonly category: string;
  /** How often the category is right where the code stands, 0..1. */
  readonly confidence: number;
  /** True when the code names one trade or matter: nothing but the person's own word knows better. */
  readonly isSure: boolean;
  /** In few words, for the reasons. */
  readonly words: string;
}
/** A meaning for money in and one for money out; undefined where the code says nothing of it. */
interface Flows { in?: Meaning; out?: Meaning }

/** The least confidence of a sure code. Below that of names that stand on the lists: a shop may be entered under another trade than its own. */
export const SURE_TRADE = 0.95;
/** Who sends a purpose or books an interest knows what it is. */
const SURE_MATTER = 0.97;
const BROAD = 0.8;
const WEAK = 0.6;

/** `~5812 restaurant` -> the code and its meaning. */
function entryOf(entry: string, category: string, sure: number): { readonly code: string; readonly meaning: Meaning } {
  const mark = entry[0] === '~' || entry[0] === '?' ? entry[0] : '';
  const end = entry.indexOf(' ');
  const confidence = mark === '~' ? BROAD : mark === '?' ? WEAK : sure;
  return { code: entry.slice(mark.length, end), meaning: Object.freeze({ category, confidence, isSure: mark === '', words: entry.slice(end + 1) }) };
}

const entriesOf = (list: string): string[] => list.split(';').map((entry) => entry.trim());

let trades: ReadonlyMap<string, Meaning> | undefined;
const readTrades = (): ReadonlyMap<string, Meaning> => new Map(Object.entries(MERCHANT_CODES).flatMap(([category, list]) =>
  entriesOf(list).map((entry) => entryOf(entry, category, SURE_TRADE)).map(({ code, meaning }) => [code, meaning] as const)));

/** Merchant category code -> its meaning, whichever way the money goes: a refund keeps the shop's category. Undefined for "0000", "54" and the like. */
export function tradeOf(mcc: string): Meaning | undefined {
  const listed = (trades ??= readTrades()).get(mcc);
  if (listed || !/^\d{4}$/.test(mcc)) return listed;
  const range = COMPANY_CODES.find(([first, last]) => first <= mcc && mcc <= last);
  return range && { category: range[2], confidence: SURE_TRADE, isSure: true, words: range[3] };
}

let matters: ReadonlyMap<string, Flows> | undefined;
function readMatters(): ReadonlyMap<string, Flows> {
  const found = new Map<string, Flows>();
  for (const [scheme, lines] of Object.entries(TRANSACTION_CODES))
    for (const line of lines.trim().split('\n')) {
      const [, flow = '', category = '', list = ''] = /^ *(in|out|any) ([a-z-]+): (.+)$/.exec(line) ?? [];
      for (const { code, meaning } of entriesOf(list).map((entry) => entryOf(entry, category, SURE_MATTER))) {
        const name = `${scheme}:${code}`;
        const flows = found.get(name) ?? {};
        if (flow !== 'out') flows.in = meaning;
        if (flow !== 'in') flows.out = meaning;
        found.set(name, flows);
      }
    }
  return found;
}

/**
 * Code with its scheme ("purpose:SALA") and amount in minor units, holder's sign -> what it stands for. Undefined for codes that say nothing of a
 * category, that go the other way than the money, or that mean this or that by the way the money goes where no amount tells.
 */
export function matterOf(code: string, amount: number | undefined): Meaning | undefined {
  const flows = flowsOf(code);
  if (!flows) return undefined;
  if (amount !== undefined && amount !== 0) return amount > 0 ? flows.in : flows.out;
  return flows.in === undefined || flows.out === undefined || flows.in.category === flows.out.category ? (flows.in ?? flows.out) : undefined;
}

const BANK_TRANSACTION = 'iso20022:';

function flowsOf(code: string): Flows | undefined {
  const known = (matters ??= readMatters());
  const exact = known.get(code);
  if (exact || !code.startsWith(BANK_TRANSACTION)) return exact;
  const [domain = '', family = '', sub = ''] = code.slice(BANK_TRANSACTION.length).split('-');
  return known.get(`${BANK_TRANSACTION}${domain}-${family}`) ?? known.get(`${BANK_TRANSACTION}${sub}`);
}
