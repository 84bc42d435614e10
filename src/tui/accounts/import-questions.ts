/** What a file leaves open -> the one question that settles it, and the flag that the answer becomes. */
import { currencyFrom } from '../../values/currency.ts';
import { fileName } from '../../words/deliveries.ts';
import type { Session } from '../screen.ts';
import type { ImportFailure } from './import-json.ts';
import { importWords } from './import-words.ts';

/** Flags of `ft import` by name, as the answers so far give them. */
export type Flags = Readonly<Record<string, string>>;
type Question = (session: Session, failed: ImportFailure, flags: Flags) => Promise<Flags | undefined>;

const QUESTIONS: Readonly<Record<string, Question>> = {
  'account-ambiguous': whichAccount, 'account-currency': whichAccount, 'account-closed': whichAccount,
  'account-unnumbered': sameAccount,
  'layout-ambiguous': (session, failed) => picked(session, failed, 'profile', importWords(session.locale).profile, named(texts(failed, 'profiles'))),
  'layout-unknown': columns,
  'rows-unreadable': whatIsWrong,
  'column-ambiguous': whichReading,
  'currency-unknown': whichCurrency,
};
/** Of these the answer goes for every file of a delivery that leaves it open; the others are asked about one file. */
const FOR_ALL = ['column-ambiguous', 'currency-unknown'];

/** The failure can be settled by an answer; of a delivery of several files, by one that goes for all of them. */
export function isSettled(failed: ImportFailure, several: boolean): boolean {
  if (failed.code === 'rows-unreadable' && failed.detail?.['isTable'] !== true) return false;
  return failed.code in QUESTIONS && (!several || FOR_ALL.includes(failed.code));
}

/** Asks what settles the failure; the flags with the answer, undefined where the person gives up. */
export async function settled(session: Session, failed: ImportFailure, flags: Flags): Promise<Flags | undefined> {
  const file = text(failed, 'file');
  // Where it lies was typed a moment ago; its name says enough.
  const told = file === '' ? failed : { ...failed, message: failed.message.replaceAll(file, fileName(file)) };
  const answer = await QUESTIONS[failed.code]?.(session, told, flags);
  return answer && { ...flags, ...answer };
}

/** Flags -> arguments. With a sign of equality, so that no answer passes for a flag. */
export const argumentsOf = (flags: Flags): string[] => Object.entries(flags).map(([name, value]) => `--${name}=${value}`);

const texts = ({ detail }: ImportFailure, name: string): readonly string[] => (Array.isArray(detail?.[name]) ? (detail[name] as unknown[]).filter((text) => typeof text === 'string') : []);
const text = ({ detail }: ImportFailure, name: string): string => (typeof detail?.[name] === 'string' ? detail[name] : '');
interface Item { readonly value: string; readonly text: string; readonly also?: string }
const named = (names: readonly string[]): Item[] => names.map((name) => ({ value: name, text: name }));

async function picked(session: Session, failed: ImportFailure, flag: string, title: string, items: readonly Item[]): Promise<Flags | undefined> {
  const value = await session.ask.pick({ title, items, preview: () => [failed.message] });
  return value === undefined ? undefined : { [flag]: value };
}

/** Value of the item that asks for a name. */
const NEW = '';

async function whichAccount(session: Session, failed: ImportFailure, flags: Flags): Promise<Flags | undefined> {
  const words = importWords(session.locale);
  const likely = texts(failed, 'accounts');
  const wanted = flags['currency'] ?? text(failed, 'found');
  const others = (session.known?.accounts ?? []).filter(({ name, closed, currency }) => closed === null && !likely.includes(name) && (wanted === '' || currency === wanted)).map(({ name }) => name);
  const chosen = likely.length + others.length === 0 ? NEW
    : await session.ask.pick({ title: words.account, items: [...named([...likely, ...others]), { value: NEW, text: words.newAccount }], preview: () => [failed.message] });
  if (chosen !== NEW) return chosen === undefined ? undefined : { account: chosen };
  const name = await session.ask.prompt({ title: words.newName, hint: failed.message, check: (typed) => (typed === '' ? words.newName : undefined) });
  return name === undefined ? undefined : { account: name };
}

function sameAccount(session: Session, failed: ImportFailure): Promise<Flags | undefined> {
  const words = importWords(session.locale);
  const [account, fresh] = [text(failed, 'account'), text(failed, 'fresh')];
  return picked(session, failed, 'account', words.account, [{ value: account, text: account, also: words.samePerhaps }, { value: fresh, text: fresh, also: words.ownAccount }]);
}

function dateOrder(session: Session, failed: ImportFailure, orders: readonly string[]): Promise<Flags | undefined> {
  const words = importWords(session.locale);
  return picked(session, failed, 'date-order', words.dateOrder, orders.map((order) => ({ value: order, text: words.orders[order as keyof typeof words.orders], also: order })));
}

function decimal(session: Session, failed: ImportFailure): Promise<Flags | undefined> {
  const words = importWords(session.locale);
  return picked(session, failed, 'decimal', words.decimal, [{ value: 'comma', text: words.comma }, { value: 'point', text: words.point }]);
}

async function whichReading(session: Session, failed: ImportFailure): Promise<Flags | undefined> {
  const flag = text(failed, 'flag');
  if (flag.startsWith('--decimal')) return decimal(session, failed);
  if (flag.startsWith('--date-order')) return dateOrder(session, failed, ['dmy', 'mdy', 'ymd'].filter((order) => flag.includes(order)));
  const initial = /"(.*?)"/.exec(flag)?.[1] ?? '';
  const own = await session.ask.prompt({ title: importWords(session.locale).own, initial, hint: failed.message });
  return own === undefined || own === '' ? undefined : { own };
}

async function whichCurrency(session: Session, failed: ImportFailure): Promise<Flags | undefined> {
  const words = importWords(session.locale);
  const initial = session.known?.accounts[0]?.currency ?? (session.locale === 'nb' ? 'NOK' : '');
  const currency = await session.ask.prompt({ title: words.currency, initial, hint: failed.message, check: (typed) => (currencyFrom(typed) === undefined ? words.currencyUnknown : undefined) });
  return currency === undefined ? undefined : { currency: currency.toUpperCase() };
}

async function whatIsWrong(session: Session, failed: ImportFailure): Promise<Flags | undefined> {
  const words = importWords(session.locale);
  const chosen = await session.ask.pick({ title: words.whatIsWrong, preview: () => [failed.message], items: [{ value: 'dates', text: words.theDates }, { value: 'mark', text: words.theMark }, { value: 'columns', text: words.theColumns }] });
  if (chosen === undefined) return undefined;
  return chosen === 'dates' ? dateOrder(session, failed, ['dmy', 'mdy', 'ymd']) : chosen === 'mark' ? decimal(session, failed) : columns(session, failed);
}

/** Column by column, each by its number: names may hold anything. */
async function columns(session: Session, failed: ImportFailure): Promise<Flags | undefined> {
  const words = importWords(session.locale);
  const items = texts(failed, 'header').map((name, at) => ({ value: `${at + 1}`, text: name === '' ? `${at + 1}` : name }));
  const column = (title: string, more: readonly Item[] = []): Promise<string | undefined> => session.ask.pick({ title, items: [...items, ...more], preview: () => [failed.message] });
  const date = await column(words.date);
  if (date === undefined) return undefined;
  const amount = await column(words.amount, [{ value: NEW, text: words.two }]);
  if (amount === undefined) return undefined;
  const amounts = amount === NEW ? { in: await column(words.moneyIn), out: await column(words.moneyOut) } : { amount };
  const description = await column(words.description);
  const map = { date, ...amounts, description };
  if (Object.values(map).includes(undefined)) return undefined;
  const name = await session.ask.prompt({ title: words.save, hint: words.saveHint });
  if (name === undefined) return undefined;
  return { map: Object.entries(map).map(([part, at]) => `${part}=${at}`).join(','), ...(name === '' ? {} : { 'save-profile': name }) };
}
