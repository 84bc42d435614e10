/** The conditions of a rule in plain words. */
import type { RuleRow } from '../read-model/rows.ts';
import type { Currency } from '../values/currency.ts';
import { type Minor, decimalText } from '../values/money.ts';
import type { Language } from './taxonomy.ts';

const WORDS = {
  en: {
    text: (text: string): string => `the text contains "${text}"`, regex: (regex: string): string => `the text fits /${regex}/`, account: (account: string): string => `the account is ${account}`,
    exactly: (amount: string): string => `the amount is ${amount}`, range: (min: string, max: string): string => `the amount is from ${min} to ${max}`,
    least: (amount: string): string => `the amount is ${amount} or more`, most: (amount: string): string => `the amount is ${amount} or less`,
    currency: (currency: string): string => `the currency is ${currency}`, in: 'money comes in', out: 'money goes out', and: 'and', anything: 'anything comes',
    money: (amount: Minor, unit: Currency): string => `${decimalText(amount, unit)} ${unit}`, minor: (amount: Minor): string => `${amount} minor units`,
  },
  nb: {
    text: (text: string): string => `teksten inneholder «${text}»`, regex: (regex: string): string => `teksten passer med /${regex}/`, account: (account: string): string => `kontoen er ${account}`,
    exactly: (amount: string): string => `beløpet er ${amount}`, range: (min: string, max: string): string => `beløpet er fra ${min} til ${max}`,
    least: (amount: string): string => `beløpet er ${amount} eller mer`, most: (amount: string): string => `beløpet er ${amount} eller mindre`,
    currency: (currency: string): string => `valutaen er ${currency}`, in: 'penger kommer inn', out: 'penger går ut', and: 'og', anything: 'hva som helst kommer',
    money: (amount: Minor, unit: Currency): string => `${decimalText(amount, unit).replace('.', ',')} ${unit}`, minor: (amount: Minor): string => `${amount} i minste enhet`,
  },
} as const;

/**
 * The conditions of a rule in plain words: `the text contains "rema 1000" and money goes out`. Amounts are shown in the rule's
 * currency, else in `currency`, else as minor units.
 */
export function conditionsInWords(row: RuleRow, currency?: string, language: Language = 'en'): string {
  const words = WORDS[language];
  const money = (amount: Minor): string => {
    const unit = (row.currency ?? currency) as Currency | undefined;
    return unit ? words.money(amount, unit) : words.minor(amount);
  };
  const { amountMin: min, amountMax: max } = row;
  const said = [
    row.text === undefined ? '' : words.text(row.text),
    row.regex === undefined ? '' : words.regex(row.regex),
    row.account === undefined ? '' : words.account(row.account),
    min !== undefined && max !== undefined ? (min === max ? words.exactly(money(min)) : words.range(money(min), money(max))) : '',
    min !== undefined && max === undefined ? words.least(money(min)) : '',
    min === undefined && max !== undefined ? words.most(money(max)) : '',
    row.currency === undefined ? '' : words.currency(row.currency),
    row.direction === undefined ? '' : words[row.direction],
  ].filter((part) => part !== '');
  return said.length > 1 ? `${said.slice(0, -1).join(', ')} ${words.and} ${said.at(-1)}` : (said[0] ?? words.anything);
}
