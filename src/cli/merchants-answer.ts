/** `ft report merchants`: where the money went by merchant, per currency. */
import { amountText } from '../format/money.ts';
import { paintFor } from '../format/paint.ts';
import { tableLines } from '../format/table.ts';
import { dayText } from '../format/day.ts';
import { type MerchantLine, merchantReport } from '../insight/merchants.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { Taxonomy } from '../categories/taxonomy.ts';
import { grouped } from '../values/grouped.ts';
import { decimalText } from '../values/money.ts';
import { type Invocation, type Outcome, textOption } from './command.ts';
import { categoryFilter } from './flow-answer.ts';
import { kindsOf } from '../insight/reports.ts';
import type { ReportRequest } from './report-request.ts';
import type { Terminal } from './terminal.ts';
import { limitTyped } from './typed.ts';

const SHOWN = 30;

/** Spending by merchant, largest first; `merchant` is null in JSON where the bank's text names nobody. */
export async function merchantsAnswer({ app, options, terminal }: Invocation, model: ReadModel, request: ReportRequest): Promise<Outcome> {
  const { period, account } = request;
  const taxonomy = await app.taxonomy(model);
  const counts = categoryFilter(options, taxonomy);
  const limit = limitTyped(textOption(options, 'limit'));
  const report = period ? merchantReport(model.daySums.merchants(period.from, period.to, account ?? null).filter(({ category }) => counts(category)), kindsOf(taxonomy)) : [];
  const kept = (most: number | undefined): readonly MerchantLine[] => (most === undefined ? report : [...grouped(report, ({ currency }) => currency).values()].flatMap((own) => own.slice(0, most)));
  return {
    json: {
      report: 'merchants', from: period?.from ?? null, to: period?.to ?? null,
      lines: kept(limit).map(({ merchant, currency, amount, count, categories }) => ({ merchant: merchant || null, currency, amount: decimalText(amount, currency), count, categories })),
    },
    lines: () => lines(kept(limit ?? SHOWN), report, request, taxonomy, terminal),
  };
}

async function lines(shown: readonly MerchantLine[], all: readonly MerchantLine[], { period }: ReportRequest, taxonomy: Taxonomy, terminal: Terminal): Promise<string[]> {
  if (!period || all.length === 0) return ['Nothing spent in that time.'];
  const paint = await paintFor(terminal.color);
  const days = `${dayText(period.from, terminal.locale)} to ${dayText(period.to, terminal.locale)}`;
  const tables = [...grouped(shown, ({ currency }) => currency)].map(([currency, own]) => tableLines(
    [{ title: `Merchants, ${currency}`, min: 20 }, { title: 'Spent', align: 'right' }, { title: 'Times', align: 'right' }, { title: 'Mostly' }],
    own.map(({ merchant, amount, count, categories }) => [merchant || { text: 'no name in the text', role: 'muted' as const }, amountText(amount, currency, terminal.locale), String(count), taxonomy.label(categories[0] ?? '', terminal.locale)]),
    { width: terminal.environment.stdoutIsTty ? terminal.width : null, paint, unicode: terminal.unicode },
  ));
  const rest = shown.length < all.length ? `, the first ${shown.length} of ${all.length}; more: --limit` : '';
  return [...tables.flatMap((table, at) => (at > 0 ? ['', ...table] : table)), '', `${days}${rest}`];
}
