/** `ft report`: where the money came from, went to and stands, by month, quarter or year. */
import type { Command, Invocation, Outcome } from '../command.ts';
import { cashflowAnswer, flowReport } from '../flow-answer.ts';
import { merchantsAnswer } from '../merchants-answer.ts';
import { networthAnswer } from '../networth-answer.ts';
import { BY_OPTION, PERIOD_OPTIONS, reportRequest } from '../report-request.ts';

const CATEGORY_OPTIONS = [['--category <name>', 'only this category'], ['--group <name>', 'only the categories of this group']] as const;

const flow = (kind: 'spending' | 'income', summary: string): Command => ({
  name: kind,
  summary,
  options: [BY_OPTION, ...PERIOD_OPTIONS, ...CATEGORY_OPTIONS],
  examples: [`ft report ${kind} --by month`, `ft report ${kind} --by quarter --period 2026`, `ft report ${kind} --from 2026-01-15 --to 2026-02-14`],
  run: async (invocation) => {
    const model = invocation.app.read();
    return flowReport(kind, invocation, model, reportRequest(invocation, model));
  },
});

async function cashflow(invocation: Invocation): Promise<Outcome> {
  const model = invocation.app.read();
  return cashflowAnswer(invocation, model, reportRequest(invocation, model));
}

async function networth(invocation: Invocation): Promise<Outcome> {
  const model = invocation.app.read();
  return networthAnswer(invocation, model, reportRequest(invocation, model, invocation.app.today()));
}

async function merchants(invocation: Invocation): Promise<Outcome> {
  const model = invocation.app.read();
  return merchantsAnswer(invocation, model, reportRequest(invocation, model));
}

export const reportCommand: Command = {
  name: 'report',
  summary: 'spending, income, cash flow, net worth, merchants',
  examples: ['ft report spending --by month', 'ft report networth --by year', 'ft report merchants --period last-90-days'],
  children: [
    flow('spending', 'where the money went, by category'),
    flow('income', 'where the money came from, by category'),
    { name: 'cashflow', summary: 'income against spending', options: [BY_OPTION, ...PERIOD_OPTIONS], examples: ['ft report cashflow --by quarter'], run: cashflow },
    { name: 'networth', summary: 'what the accounts held at the end of each period', options: [BY_OPTION, ...PERIOD_OPTIONS], examples: ['ft report networth --by year'], run: networth },
    { name: 'merchants', summary: 'where the money went, by merchant', options: [...PERIOD_OPTIONS, ['--limit <count>', 'at most so many (default: 30 in words, all in JSON)'], ...CATEGORY_OPTIONS], examples: ['ft report merchants --period 2026', 'ft report merchants --category groceries'], run: merchants },
  ],
};
