/** Notices in words, with the sign they carry and where each can be settled. */
import { shortDayText, dayText, monthText } from '../../format/day.ts';
import { moneyText } from '../../format/money.ts';
import type { Role } from '../../format/paint.ts';
import type { Notice } from '../../insight/notices.ts';
import { accountName } from '../../words/names.ts';
import { absolute, decimalText } from '../../values/money.ts';
import type { ScreenName } from '../keymap.ts';
import type { Known, Session, Target } from '../screen.ts';
import type { Glyph } from '../theme.ts';
import { accountTerm, merchantTerm } from './terms.ts';
import { overviewWords } from './words.ts';

export interface NoticeText { readonly text: string; readonly sign: Glyph; readonly role: Role; readonly screen: ScreenName; readonly target: Target }

/** Budgets that a notice names before it only counts them. */
const NAMED = 2;

type Told = Pick<Session, 'locale'> & { readonly known: Known };

/** A notice as a person reads it. */
export function noticeText(notice: Notice, told: Told): NoticeText {
  const { locale, known: { taxonomy, accounts } } = told;
  const words = overviewWords(locale);
  const money = (amount: Parameters<typeof moneyText>[0], currency: Parameters<typeof moneyText>[1]): string => moneyText(amount, currency, locale);
  switch (notice.kind) {
    case 'drift': return {
      text: words.drift(accountName(accounts, notice.drift.account), money(absolute(notice.drift.difference), notice.currency), dayText(notice.drift.day, locale)),
      sign: 'over', role: 'bad', screen: 'accounts', target: { id: notice.drift.account },
    };
    case 'duplicate': return {
      text: words.duplicate(notice.merchant, money(notice.amount, notice.currency), shortDayText(notice.first, locale), shortDayText(notice.day, locale)), sign: 'over', role: 'bad', screen: 'transactions',
      target: { query: `${merchantTerm(notice)} amount:-${decimalText(notice.amount, notice.currency)} date:${notice.first}..${notice.day}`, id: notice.id },
    };
    case 'over': case 'ahead': return budgetText(notice, told);
    case 'dearer': return {
      text: words.dearer(notice.item.merchant, money(notice.to, notice.item.currency), money(notice.from, notice.item.currency), shortDayText(notice.day, locale)), sign: 'up', role: 'warning',
      screen: 'transactions', target: { query: `${merchantTerm(notice.item)} ${accountTerm(accounts, notice.item.account)}`, id: notice.item.change?.id ?? notice.item.ids.at(-1)! },
    };
    case 'large': return {
      text: words.large(notice.merchant, money(notice.amount, notice.currency), shortDayText(notice.day, locale), money(notice.usual, notice.currency)), sign: 'up', role: 'warning',
      screen: 'transactions', target: { query: `${merchantTerm(notice)} ${accountTerm(accounts, notice.account)}`, id: notice.id },
    };
    case 'category': return {
      text: words.category(taxonomy.label(notice.category, locale), money(notice.amount, notice.currency), monthText(notice.month, locale), money(notice.usual, notice.currency)), sign: 'up', role: 'warning',
      screen: 'transactions', target: { query: `category:${notice.category} currency:${notice.currency} date:${notice.month}` },
    };
    case 'missing': return {
      text: words.missing(notice.item.merchant, money(absolute(notice.item.amount), notice.item.currency), shortDayText(notice.day, locale)), sign: 'unsure', role: 'warning',
      screen: 'transactions', target: { query: `${merchantTerm(notice.item)} ${accountTerm(accounts, notice.item.account)}`, id: notice.item.ids.at(-1)! },
    };
    case 'doubtful': return { text: words.doubtful(notice.count), sign: 'unsure', role: 'warning', screen: 'review', target: {} };
    case 'review': return { text: words.review(notice.uncategorized, notice.unsure), sign: 'unsure', role: 'accent', screen: 'review', target: {} };
    case 'stale': return {
      text: words.stale(accountName(accounts, notice.account), notice.days, dayText(notice.last, locale)), sign: 'unsure', role: 'warning', screen: 'accounts', target: { id: notice.account },
    };
    case 'old': return { text: words.old(notice.days, dayText(notice.last, locale)), sign: 'unsure', role: 'warning', screen: 'accounts', target: {} };
  }
}

function budgetText({ kind, budgets, month }: Extract<Notice, { kind: 'over' | 'ahead' }>, { locale, known: { taxonomy } }: Told): NoticeText {
  const words = overviewWords(locale);
  const label = (target: string): string => taxonomy.label(target, locale);
  const [first, ...others] = budgets;
  const amount = moneyText(first.by, first.currency, locale);
  const list = `${budgets.slice(0, NAMED).map((one) => `${label(one.target)} ${moneyText(one.by, one.currency, locale)}`).join(', ')}${budgets.length > NAMED ? ' …' : ''}`;
  const one = kind === 'over' ? words.overBudget(label(first.target), amount, monthText(month, locale)) : words.ahead(label(first.target), amount);
  const several = kind === 'over' ? words.severalOver(budgets.length, monthText(month, locale), list) : words.severalAhead(budgets.length, list);
  return { text: others.length > 0 ? several : one, sign: kind, role: kind === 'over' ? 'bad' : 'warning', screen: 'budgets', target: { id: first.target, month } };
}
