/** Decides, from the evidence of the whole file, how the columns of a layout are read: date order, decimal mark, signs. */
import type { DecimalMark } from '../../values/amount-text.ts';
import type { DateOrder, Period } from '../../values/day-text.ts';
import { type FailureOf, failure } from '../../errors.ts';
import { err, ok, type Result } from '../../values/result.ts';
import type { AmountEvidence, Evidence } from './evidence.ts';
import { namesTold } from './cells.ts';
import { amountColumns, dateColumns, type Layout } from './layout.ts';

/** How each column is read. Indexes are columns. */
export interface Reading {
  readonly orders: ReadonlyMap<number, DateOrder>;
  readonly marks: ReadonlyMap<number, DecimalMark>;
  /** What to do with the sign of an in or out column. */
  readonly inSign: 'keep' | 'absolute';
  readonly outSign: 'keep' | 'negate';
  readonly period: Period | undefined;
  /** Own account that stands in every row, where from/to columns name it. */
  readonly ownAccount: string | undefined;
  /** How much the rows go against the layout's habits; 0 fits best. */
  readonly strain: number;
}
export interface Forced { readonly dateOrder?: DateOrder | undefined; readonly decimal?: DecimalMark | undefined; readonly period?: Period | undefined; /** True when every row is in a currency without decimals. */ readonly wholeUnits?: boolean | undefined }
/** Why a layout does not fit the rows. */
export interface Misfit { readonly misfit: string }
type Undecided = FailureOf<'column-ambiguous'>;

/** Evidence -> reading; a misfit says why the layout cannot be this file's; ambiguity names the flag that settles it. */
export function decide(file: string, layout: Layout, evidence: Evidence, forced: Forced): Result<Reading, Undecided | Misfit> {
  const orders = decideOrders(file, layout, evidence, forced);
  if (!orders.ok) return orders;
  const marks = decideMarks(file, layout, evidence, forced);
  if (!marks.ok) return marks;
  const misfit = signMisfit(layout, evidence);
  if (misfit) return err({ misfit });
  const { columns, profile } = layout;
  const into = evidence.amounts.get(columns.in);
  const out = evidence.amounts.get(columns.out);
  return ok({
    orders: orders.value.orders, marks: marks.value.marks,
    inSign: into && into.negative > 0 && into.positive === 0 ? 'absolute' : 'keep',
    // where both signs stand in it the few are the ones taken back
    outSign: out && (out.negative > out.positive || (out.negative > 0 && profile.sign === 'split-signed')) ? 'keep' : 'negate',
    period: forced.period, ownAccount: evidence.ownAccount, strain: orders.value.strain + marks.value.strain,
  });
}

/** A card layout in common words is only believed where most rows are charges; a layout of no known bank only where its signs are plain. */
function signMisfit(layout: Layout, evidence: Evidence): string | undefined {
  const out = evidence.amounts.get(layout.columns.out);
  if (layout.profile.bank === undefined && out && out.negative > 0 && out.negative === out.positive) return 'its out column holds as many negative as positive amounts';
  const amount = evidence.amounts.get(layout.columns.amount);
  return layout.profile.sign === 'charge-positive' && layout.profile.weak && amount && amount.negative > amount.positive ? 'most rows are negative, but it writes charges without a sign' : undefined;
}

function decideOrders(file: string, layout: Layout, evidence: Evidence, forced: Forced): Result<{ orders: Map<number, DateOrder>; strain: number }, Undecided | Misfit> {
  const orders = new Map<number, DateOrder>();
  const { profile } = layout;
  const open: [number, DateOrder[]][] = [];
  let strain = 0;
  for (const at of dateColumns(layout)) {
    const dates = evidence.dates.get(at)!;
    const proof = dates.proof();
    const main = at === layout.columns.date;
    if (profile.period && proof.yearless > 0) {
      orders.set(at, profile.dates[0] ?? 'dm');
      continue;
    }
    if (forced.dateOrder) {
      orders.set(at, forced.dateOrder);
      continue;
    }
    const most = Math.max(0, ...proof.byOrder.values());
    // a header that only one bank writes is believed: its broken rows are told one by one
    if (main && profile.weak && most * 2 <= proof.cells) return err({ misfit: `most cells of ${nameOf(layout, at)} are no dates` });
    if (most === 0) {
      orders.set(at, profile.dates[0] ?? 'dmy');
      strain += main ? 4 : 0;
      continue;
    }
    let winners = [...proof.byOrder].filter(([, count]) => count === most).map(([order]) => order);
    if (winners.length > 1) winners = winners.filter((order) => order !== 'serial');
    if (winners.length > 1 && winners.slice(1).every((order) => dates.alike(winners[0]!, order))) winners = [winners.find((order) => profile.dates.includes(order)) ?? winners[0]!];
    if (winners.length === 1) {
      const [order] = winners;
      orders.set(at, order!);
      if (profile.dates.includes(order!)) continue;
      if (main && profile.weak) return err({ misfit: 'its dates are written in another order' });
      // a few odd cells do not turn a bank's habit, which reads nearly all: they may be the ones that are wrong
      const habits = main ? profile.dates.filter((habit) => (proof.byOrder.get(habit) ?? 0) >= proof.cells * 0.9) : [];
      if (habits.length) return err(ambiguousDates(file, layout, at, [...habits, order!]));
      strain += main ? 2 : 0;
    } else open.push([at, winners]);
  }
  for (const [at, winners] of open) {
    // another date column of the same file settles it; else the layout's habit, unless its header is in anybody's words
    const elsewhere = [...new Set(orders.values())].filter((order) => winners.includes(order));
    const wanted = profile.weak ? [] : winners.filter((order) => profile.dates.includes(order));
    const habit = wanted.includes('ymd') && evidence.dates.get(at)!.proof().texts.some(isShortYear) ? [] : wanted;
    const chosen = elsewhere.length === 1 ? elsewhere[0] : habit.length === 1 ? habit[0] : undefined;
    if (!chosen) return err(ambiguousDates(file, layout, at, winners));
    orders.set(at, chosen);
  }
  return ok({ orders, strain });
}

const ambiguousDates = (file: string, layout: Layout, at: number, orders: readonly DateOrder[]): Undecided =>
  failure('column-ambiguous', { file, column: nameOf(layout, at), readings: orders.map((order) => ORDER_WORDS[order]), flag: `--date-order ${orders.join(' or ')}` });

/** "30.12.25": no bank is known to write the year first with two digits, so a layout's habit of year first says nothing of it. */
const isShortYear = (text: string): boolean => /^\D*\d{1,2}[./\-\s]+\d{1,2}[./\-\s]+\d{1,2}\.?$/.test(text);

const ORDER_WORDS: Record<DateOrder, string> = { dmy: 'day-month-year', mdy: 'month-day-year', ymd: 'year-month-day', serial: 'a spreadsheet day number', dm: 'day-month', md: 'month-day' };

/** Cells that prove a mark to be the decimal one. */
const pointProofs = ({ marks }: AmountEvidence): number => marks.point + marks['comma-groups'];
const commaProofs = ({ marks }: AmountEvidence): number => marks.comma + marks['point-groups'];

function decideMarks(file: string, layout: Layout, evidence: Evidence, forced: Forced): Result<{ marks: Map<number, DecimalMark>; strain: number }, Undecided | Misfit> {
  const marks = new Map<number, DecimalMark>();
  const { profile, columns } = layout;
  let point = 0;
  let comma = 0;
  let numbers = 0;
  let texts = 0;
  for (const [at, amounts] of evidence.amounts) {
    point += pointProofs(amounts);
    comma += commaProofs(amounts);
    if (at === columns.balance || at === columns.fee) continue;
    numbers += amounts.numbers;
    texts += amounts.marks.text;
  }
  if (texts > numbers && texts > 2) return err({ misfit: 'most of its amount cells hold no numbers' });
  let strain = 0;
  for (const at of amountColumns(layout)) {
    const amounts = evidence.amounts.get(at)!;
    const proven = (amounts.marks['point-three'] + amounts.marks['comma-three'] > 0 ? undefined : profile.decimal) ?? markFrom(point, comma);
    const grouping = forced.wholeUnits && at !== columns.amountIn ? markFrom(amounts.marks['comma-three'] && !amounts.marks['point-three'] ? 1 : 0, amounts.marks['point-three'] && !amounts.marks['comma-three'] ? 1 : 0) : undefined;
    const mark = forced.decimal ?? markFrom(pointProofs(amounts), commaProofs(amounts)) ?? grouping ?? proven ?? profile.decimal;
    if (mark === undefined && amounts.marks['point-three'] + amounts.marks['comma-three'] > 0) {
      const three = amounts.marks['point-three'] ? '1.234' : '1,234';
      return err(failure('column-ambiguous', { file, column: nameOf(layout, at), readings: [`${three} = 1234`, `${three} = 1 and ${three.slice(2)} thousandths`], flag: "--decimal ',' or --decimal '.'" }));
    }
    marks.set(at, mark ?? '.');
    if (profile.decimal && mark !== profile.decimal) strain += at === columns.balance ? 0 : 1;
  }
  return ok({ marks, strain });
}

const markFrom = (point: number, comma: number): DecimalMark | undefined => (point > comma ? '.' : comma > point ? ',' : undefined);

/** A column's name for messages: as the file writes it, else its number from 1. */
const nameOf = (layout: Layout, at: number): string => namesTold([layout.header[at] ?? ''])[0] || `column ${at + 1}`;
