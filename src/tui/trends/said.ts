/** The figures under the cursor in words, for who reads no charts. */
import { monthText, periodText } from '../../format/day.ts';
import { type Locale, moneyText } from '../../format/money.ts';
import type { MerchantTrendLine } from '../../insight/merchant-trend.ts';
import type { Granularity } from '../../insight/period.ts';
import type { TrendPeriod } from '../../insight/trend.ts';
import type { Currency } from '../../values/currency.ts';
import type { Month } from '../../values/day.ts';
import { type Minor, ZERO, absolute, subtract } from '../../values/money.ts';
import { type Picture, percentOf } from './picture.ts';
import { trendWords } from './words.ts';

/** "June 2025", "Q2 2025", "2025". */
const periodName = (period: TrendPeriod, by: Granularity, locale: Locale): string => (by === 'month' ? monthText(period.key as Month, locale) : periodText(period.key, locale));
const sentence = (parts: readonly (string | undefined)[]): string => `${capital(parts.filter((part) => part !== undefined).join('; '))}.`;
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** The cell of a period and a line -> one sentence; '' where there is none. */
export function saidOf(picture: Picture, at: number, line: number, locale: Locale): string {
  const { periods, lines, currency, by, view } = picture;
  const period = periods[at];
  const one = lines[line];
  if (!period || !one) return '';
  const words = trendWords(locale);
  const name = periodName(period, by, locale) + (period.isOpen ? ` ${words.soFar}` : '');
  const money = (amount: Minor): string => moneyText(amount, currency, locale);
  const amount = one.amounts[at] ?? ZERO;
  if (view === 'networth') {
    const before = one.amounts[at - 1];
    const change = before === undefined ? undefined : subtract(amount, before);
    const moved = change === undefined ? undefined : change === 0 ? words.sameHeld : (change > 0 ? words.moreHeld : words.lessHeld)(money(absolute(change)));
    return sentence([(period.isOpen ? words.heldNow : words.held)(line === 0 ? undefined : one.label, periodName(period, by, locale), money(amount)), moved]);
  }
  if (view === 'cashflow' && line === 0) {
    const [income, spending] = [lines[1]?.amounts[at] ?? ZERO, lines[2]?.amounts[at] ?? ZERO];
    const rest = amount > 0 ? words.left(money(amount), income > 0 ? percentText(amount, income) : undefined) : amount < 0 ? words.lacking(money(absolute(amount))) : words.even;
    return sentence([words.flow(name, money(income), money(spending)), rest]);
  }
  const whole = lines[0]?.amounts[at] ?? ZERO;
  const difference = subtract(amount, one.average);
  const how = difference > 0 ? 'above' : difference < 0 ? 'below' : 'same';
  return sentence([
    words.spentIn(line === 0 && view === 'spending' ? undefined : one.label, name, money(amount)), view === 'spending' && line > 0 && whole > 0 ? words.share(percentText(amount, whole)) : undefined,
    periods.length > 1 ? words.compared(how, money(absolute(difference)), money(one.average)) : undefined,
  ]);
}

const percentText = (part: number, whole: number): string => `${percentOf(part, whole)} %`;

/** A merchant in a time -> one sentence. `whole`: what was spent in all in it. */
export function saidOfMerchant({ merchant, amount, count }: MerchantTrendLine, time: string, whole: Minor, currency: Currency, locale: Locale): string {
  const words = trendWords(locale);
  const each = count > 1 ? words.each(moneyText(Math.round(amount / count) as Minor, currency, locale)) : undefined;
  return sentence([words.ofMerchant(merchant, time, moneyText(amount, currency, locale), count), each, whole > 0 ? words.share(percentText(amount, whole)) : undefined]);
}
