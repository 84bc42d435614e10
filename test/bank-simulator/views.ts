/** What a bank of this kind answers at an instant: pure, from the truth, its view, the session and the number of the fetch. */
import { addDays, type Day } from '../../src/values/day.ts';
import { type Minor, minor, negate } from '../../src/values/money.ts';
import type { Asking, IdPolicy, TrueEvent, View, ViewBalance, ViewRow } from './contract.ts';
import { digitsOf, hexOf, uuidOf } from './dice.ts';
import { bookedBalance, openHolds, type Posting, postingOf, reach } from './ledger.ts';
import { DAY, osloDay } from './oslo.ts';
import type { Truth } from './truth.ts';

type IdField = keyof View['ids'];
const FIELDS: readonly IdField[] = ['entryReference', 'transactionId', 'internalTransactionId'];

interface Standing { readonly event: TrueEvent; readonly posting: Posting; /** Place among the rows of its booking date. */ readonly place: number; readonly turn: 'first' | 'again' }

function stableId(event: TrueEvent, field: IdField): string {
  if (field === 'entryReference') return event.reference;
  return field === 'transactionId' ? `${event.bought.replaceAll('-', '')}${event.reference}` : hexOf(`${event.account}/${event.id}`, 32);
}

const MAKERS: Readonly<Record<IdPolicy, (standing: Standing, field: IdField, asking: Asking) => string | null>> = {
  stable: ({ event }, field) => stableId(event, field),
  absent: () => null,
  blank: () => ' ',
  constant: () => 'NOTPROVIDED',
  positional: ({ posting, place }, _field, { instant }) => (posting.bookingDate >= osloDay(instant) ? null : `${posting.bookingDate}-${place}`),
  reissued: ({ event }, field, { fetch }) => `enc!!${hexOf(`${field}/${event.account}/${event.id}/${fetch}`, 40)}`,
  session: ({ event }, field, { session }) => uuidOf(`${field}/${event.account}/${event.id}/${session}`),
  'first-then-again': ({ event, turn }, field) => `${turn === 'first' ? 'H' : 'P'}${digitsOf(`${turn}/${field}/${event.account}/${event.id}`, 12)}`,
  // Coffees are left alone: equal rows under one id could be told apart by nobody.
  reused: ({ event }, field) => (event.kind === 'card' && event.merchant !== 'Kaffebrenneriet' && event.merchant !== 'Ruter' && Number(event.reference.slice(-1)) < 5
    ? uuidOf(`reused/${event.account}/${event.bookingDay}`) : stableId(event, field)),
};

/** How long (milliseconds) the first id of `first-then-again` stands, and from when the other one is shown. */
export const FIRST_UNTIL = 2 * DAY;
const AGAIN_FROM = DAY;

const idsOf = (view: View, standing: Standing, asking: Asking): ViewRow['ids'] =>
  Object.fromEntries(FIELDS.map((field) => [field, MAKERS[view.ids[field]](standing, field, asking)])) as ViewRow['ids'];

const dayMonth = (day: Day): string => `${day.slice(8)}.${day.slice(5, 7)}`;
const shopText = (event: TrueEvent): string => (event.place === '' ? event.merchant : `${event.merchant} ${event.place}`).toUpperCase();

function linesOf(event: TrueEvent, view: View, isWhole: boolean): readonly string[] {
  const isShop = event.kind === 'card' || event.kind === 'refund';
  const dated = isShop ? `${dayMonth(event.bought)} ${shopText(event)}` : event.merchant;
  switch (view.text) {
    case 'dash': return ['-'];
    case 'end-to-end': return [`${dated}\nEndToEndID: NOTPROVIDED`];
    case 'prefix-dropped': return [isWhole && isShop ? shopText(event) : dated];
    case 'enriched': return isWhole ? [isShop ? 'Varekjøp' : 'Overføring', dated, `Arkivref. ${event.reference}`] : [shopText(event)];
    case 'cut': return [`${dated} cumparare POS comerciant ${event.merchant} terminal ${digitsOf(event.id, 8)} autorizare ${event.reference} data ${event.bought} suma initiala si comision inclus in pret`.slice(0, 140)];
    case 'full': return isShop ? ['Varekjøp', dated] : [dated];
  }
}

function rowOf(event: TrueEvent, view: View, parts: Pick<ViewRow, 'status' | 'ids' | 'bookingDate' | 'valueDate' | 'transactionDate' | 'balanceAfter'>, signed: Minor, lines: readonly string[], payee: string | undefined): ViewRow {
  return {
    event: event.id, ...parts, amount: signed, currency: view.currency, indicator: signed < 0 ? 'DBIT' : 'CRDT', counterparty: payee, counterpartyAccount: event.counterpartyAccount,
    remittance: lines, additional: view.textInAdditional ? lines.join(' ') : undefined, ...(event.original && { original: event.original }),
    kind: event.kind, mcc: event.mcc, bankCode: event.bankCode, bought: event.bought,
  };
}

function bookedRows(truth: Truth, view: View, asking: Asking, from: Day, to: Day): ViewRow[] {
  const byDay = new Map<Day, number>();
  const rows: ViewRow[] = [];
  for (const event of truth.around(asking.account, addDays(from, -reach(view)), to)) {
    const posting = postingOf(event, view);
    if (!posting || posting.from > asking.instant) continue;
    const place = byDay.get(posting.bookingDate) ?? 0;
    byDay.set(posting.bookingDate, place + 1);
    if (posting.bookingDate < from || posting.bookingDate > to) continue;
    const age = asking.instant - posting.from;
    const isTwofold = FIELDS.some((field) => view.ids[field] === 'first-then-again');
    const turns: readonly Standing['turn'][] = !isTwofold || age < AGAIN_FROM ? ['first'] : age < FIRST_UNTIL ? ['first', 'again'] : ['again'];
    for (const turn of turns) {
      rows.push(rowOf(event, view, {
        status: 'booked', ids: idsOf(view, { event, posting, place, turn }, asking), bookingDate: posting.bookingDate, valueDate: posting.valueDate, transactionDate: event.kind === 'card' ? event.bought : undefined,
        balanceAfter: view.runningBalance ? truth.balanceAfter(event) : undefined,
      }, event.amount ?? minor(0), linesOf(event, view, asking.instant >= event.enrichedAt), event.merchant));
    }
  }
  return rows;
}

function heldRow(truth: Truth, view: View, asking: Asking, event: TrueEvent): ViewRow {
  const posting = postingOf(event, view);
  const none: ViewRow['ids'] = { entryReference: null, transactionId: null, internalTransactionId: null };
  const own: ViewRow['ids'] = { ...none, entryReference: view.ids.entryReference === 'absent' ? null : `R${event.reference}`, transactionId: uuidOf(`${asking.session}/held/${event.account}/${event.id}`) };
  const shared = { event, posting: posting ?? { bookingDate: event.bought, valueDate: event.bought, day: event.bought, from: event.bookedAt }, place: 0, turn: 'first' } as const;
  const asBooked = view.pending === 'as-booked';
  const ids = view.pending === 'no-id' ? none : view.pending === 'own-id' ? own : idsOf(view, shared, asking);
  const { pendingDate: dated } = view;
  const lines = dated === 'remittance' ? [`${event.bought} ${shopText(event)}`] : linesOf(event, view, false);
  const payee = view.pendingPayee === 'right' ? event.merchant : view.pendingPayee === 'wrong' ? truth.accounts[0]?.owner : undefined;
  return rowOf(event, view, {
    status: asBooked ? 'booked' : 'pending', ids, bookingDate: asBooked || dated === 'booking' ? event.bought : undefined,
    valueDate: asBooked ? addDays(event.bought, 25) : dated === 'value' ? event.bought : undefined, transactionDate: asBooked || dated === 'booking' ? event.bought : undefined, balanceAfter: undefined,
  }, view.pendingWrongSign ? negate(event.held) : event.held, lines, payee);
}

/** What the bank shows: booked rows with a booking date in [from, to] and every reserved one, newest first. */
export function rowsOf(truth: Truth, view: View, asking: Asking, from: Day, to: Day): { readonly booked: readonly ViewRow[]; readonly pending: readonly ViewRow[] } {
  const held = openHolds(truth, view, asking.account, asking.instant).map((event) => heldRow(truth, view, asking, event));
  const among = held.filter((row) => row.status === 'booked' && row.bookingDate !== undefined && row.bookingDate >= from && row.bookingDate <= to);
  const newest = (a: ViewRow, b: ViewRow): number => {
    const [x, y] = [a.bookingDate ?? '', b.bookingDate ?? ''];
    return x === y ? (a.event === b.event ? 0 : a.event < b.event ? 1 : -1) : x < y ? 1 : -1;
  };
  return { booked: [...bookedRows(truth, view, asking, from, to), ...among].sort(newest), pending: held.filter((row) => row.status === 'pending').reverse() };
}

/** Credit of a card, which "available" balances include. */
const CREDIT = 5_000_000;

/** The balances that this bank names, in its order. */
export function balancesOf(truth: Truth, view: View, asking: Asking): readonly ViewBalance[] {
  const today = osloDay(asking.instant);
  const now = bookedBalance(truth, view, asking.account, asking.instant, addDays(today, 1));
  const held = openHolds(truth, view, asking.account, asking.instant).reduce((total, event) => total + event.held, 0);
  const credit = truth.accounts.find(({ key }) => key === asking.account)?.kind === 'card' ? CREDIT : 0;
  const amounts = { booked: now, opening: () => bookedBalance(truth, view, asking.account, asking.instant, today), expected: minor(now + held), available: minor(now + held + credit) };
  return view.balances.map((balance) => ({ ...balance, amount: balance.kind === 'opening' ? amounts.opening() : amounts[balance.kind], day: today }));
}
