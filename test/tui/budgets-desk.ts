/** What the tests of the budgets screen read: the budgets as the ledger has them, and lines of the frame. */
import { ftJson } from '../cli/ft.ts';
import type { Desk } from './desk.ts';

/** 2025-12-25 12:00 UTC: the demo's last month runs. */
export const CHRISTMAS = 1_766_664_000_000;

interface Budgets { readonly budgets: { readonly target: string; readonly budgeted: string; readonly rollover: boolean }[] }

/** The budgets of a month: target -> amount, and whether it rolls. */
export const budgetsOf = async (home: string, month = '2025-12'): Promise<Record<string, string>> =>
  Object.fromEntries((await ftJson<Budgets>(home, 'budget', '--month', month)).budgets.map(({ target, budgeted, rollover }) => [target, rollover ? `${budgeted} rolls` : budgeted]));

/** The frame with ordinary blanks in its money. */
export const frameOf = (shown: Desk): string => shown.frame().replaceAll('\u00a0', ' ');

/** The first line of it that holds a text. */
export const lineWith = (shown: Desk, text: string): string => frameOf(shown).split('\n').find((one) => one.includes(text)) ?? '';
