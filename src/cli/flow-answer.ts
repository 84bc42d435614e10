/** Spending, income and cash flow: as JSON (a public interface) and as tables, one a currency. */
import { FailureError } from '../errors.ts';
import type { Taxonomy } from '../categories/taxonomy.ts';
import { paintFor } from '../format/paint.ts';
import { periodSums } from '../insight/period-sums.ts';
import { slices } from '../insight/period.ts';
import { type ReportLine, cashflowReport, incomeReport, spendingReport, totals, kindsOf } from '../insight/reports.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { MonthSum } from '../read-model/rows.ts';
import type { Currency } from '../values/currency.ts';
import { grouped } from '../values/grouped.ts';
import { type Minor, ZERO, add, decimalText, negate, sum } from '../values/money.ts';
import { type Invocation, type Options, type Outcome, textOption } from './command.ts';
import { type PeriodRow, type PeriodTable, periodLines } from './period-table.ts';
import type { ReportRequest } from './report-request.ts';
import type { Terminal } from './terminal.ts';

/** --category and --group -> which categories count. Fails by 'category-unknown'. */
export function categoryFilter(options: Options, taxonomy: Taxonomy): (category: string) => boolean {
  const [category, group] = [textOption(options, 'category'), textOption(options, 'group')];
  const leaf = category === undefined ? undefined : taxonomy.find(category);
  if (leaf && !leaf.ok) throw new FailureError(leaf.error);
  const whole = group === undefined ? undefined : taxonomy.findGroup(group);
  if (whole && !whole.ok) throw new FailureError(whole.error);
  return (id) => (!leaf || leaf.value.id === id) && (!whole || taxonomy.groupOf(id) === whole.value.id);
}

/** The sums a report is made of. */
const sumsOf = (model: ReadModel, { period, account }: ReportRequest): MonthSum[] =>
  (period ? periodSums(model, period).filter((line) => account === undefined || line.account === account) : []);

/** `ft report spending` and `ft report income`. */
export async function flowReport(kind: 'spending' | 'income', { app, options, terminal }: Invocation, model: ReadModel, request: ReportRequest): Promise<Outcome> {
  const taxonomy = await app.taxonomy(model);
  const counts = categoryFilter(options, taxonomy);
  const sums = sumsOf(model, request).filter(({ category }) => counts(category));
  const report = (kind === 'spending' ? spendingReport : incomeReport)(sums, request.by, kindsOf(taxonomy));
  return {
    json: {
      report: kind, ...head(request),
      lines: report.map(({ period, currency, key, amount }) => ({ period, currency, category: key, group: taxonomy.groupOf(key), amount: decimalText(amount, currency) })),
      totals: totals(report).map(({ period, currency, amount }) => ({ period, currency, amount: decimalText(amount, currency) })),
    },
    lines: () => flowLines(kind === 'spending' ? 'Spending' : 'Income', report, request, taxonomy, terminal),
  };
}

/** What a report says about itself in JSON: how time is cut and which days it covers, null where nothing is booked. */
export const head = ({ by, period }: ReportRequest): Record<string, unknown> => ({ by, from: period?.from ?? null, to: period?.to ?? null });

const NOTHING = 'Nothing booked in that time.';
/** Periods that words show unasked. */
const SHOWN = 12;

async function flowLines(title: string, report: readonly ReportLine[], request: ReportRequest, taxonomy: Taxonomy, terminal: Terminal): Promise<string[]> {
  // Also decides the order: the largest of what is shown comes first.
  const shown = new Set(periodsOf(request));
  const tables = [...new Set(report.map(({ currency }) => currency))].sort().map((currency): Omit<PeriodTable, 'periods'> => {
    const own = report.filter((line) => line.currency === currency && shown.has(line.period));
    return { title: `${title}, ${currency}`, currency, withTotal: true, rows: [...rowsOf(own, taxonomy, terminal), { label: 'Total', role: 'total', amounts: amountsOf(own) }] };
  });
  return shownTables(tables, request, terminal);
}

/** The periods asked for; unasked the newest ones. */
const periodsOf = ({ period, by, isPeriodAsked }: ReportRequest): string[] =>
  (period ? slices(period, by).map(({ key }) => key).slice(isPeriodAsked ? 0 : -SHOWN) : []);

/** Tables of a report under each other, and a word on what is not shown. */
export async function shownTables(tables: readonly Omit<PeriodTable, 'periods'>[], request: ReportRequest, terminal: Terminal): Promise<string[]> {
  if (tables.length === 0 || !request.period) return [NOTHING];
  const paint = await paintFor(terminal.color);
  const drawn = tables.map((table) => periodLines({ ...table, periods: periodsOf(request) }, terminal, paint, !request.isPeriodAsked));
  const least = Math.min(...drawn.map(({ shown }) => shown.length));
  const all = slices(request.period, request.by).length;
  const note = least < all ? ['', `The last ${least} of ${all} ${request.by}s. All of them: --period all`] : [];
  return [...drawn.flatMap(({ lines }, at) => (at > 0 ? ['', ...lines] : lines)), ...note];
}

function amountsOf(lines: readonly { readonly period: string; readonly amount: Minor }[]): Map<string, Minor> {
  const amounts = new Map<string, Minor>();
  for (const { period, amount } of lines) amounts.set(period, add(amounts.get(period) ?? ZERO, amount));
  return amounts;
}

/** Lines of one currency -> each group with its categories under it, the largest first. */
function rowsOf(lines: readonly ReportLine[], taxonomy: Taxonomy, { locale }: Terminal): PeriodRow[] {
  const bySize = <T extends { readonly lines: readonly ReportLine[] }>(items: T[]): T[] => {
    const size = new Map(items.map((item) => [item, sum(item.lines.map(({ amount }) => amount))]));
    return items.sort((a, b) => (size.get(b) ?? 0) - (size.get(a) ?? 0));
  };
  const groups = bySize([...grouped(lines, ({ key }) => taxonomy.groupOf(key))].map(([id, own]) => ({ id, lines: own })));
  return groups.flatMap((group) => [
    { label: taxonomy.group(group.id)?.label[locale] ?? group.id, role: 'heading' as const, amounts: amountsOf(group.lines) },
    ...(group.id === 'uncategorized' ? [] : bySize([...grouped(group.lines, ({ key }) => key)].map(([id, own]) => ({ id, lines: own }))).map(({ id, lines: own }) => ({
      label: taxonomy.label(id, locale), role: 'line' as const, amounts: amountsOf(own),
    }))),
  ]);
}

/** `ft report cashflow`. */
export async function cashflowAnswer({ app, terminal }: Invocation, model: ReadModel, request: ReportRequest): Promise<Outcome> {
  const report = cashflowReport(sumsOf(model, request), request.by, kindsOf(await app.taxonomy(model)));
  return {
    json: {
      report: 'cashflow', ...head(request),
      lines: report.map(({ period, currency, income, spending, net, neutral }) => ({
        period, currency, income: decimalText(income, currency), spending: decimalText(spending, currency), net: decimalText(net, currency), neutral: decimalText(neutral, currency),
      })),
    },
    lines: () => {
      const tables = [...new Set(report.map(({ currency }) => currency))].sort().map((currency) => cashflowTable(report.filter((line) => line.currency === currency), currency));
      return shownTables(tables, request, terminal);
    },
  };
}

function cashflowTable(report: ReturnType<typeof cashflowReport>, currency: Currency): Omit<PeriodTable, 'periods'> {
  const row = (label: string, role: PeriodRow['role'], of: (line: (typeof report)[number]) => Minor): PeriodRow =>
    ({ label, role, amounts: amountsOf(report.map((line) => ({ period: line.period, amount: of(line) }))) });
  const moved = report.some(({ neutral }) => neutral !== 0);
  return {
    title: `Cash flow, ${currency}`, currency, withTotal: true,
    rows: [
      row('Income', 'line', ({ income }) => income), row('Spending', 'line', ({ spending }) => negate(spending)), row('Left over', 'heading', ({ net }) => net),
      ...(moved ? [row('Saved or moved', 'line', ({ neutral }) => neutral)] : []),
    ],
  };
}
