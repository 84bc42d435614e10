/** `ft report networth`: what the accounts hold at the end of each period, per currency. */
import { networthReport } from '../insight/networth.ts';
import { periodSums } from '../insight/period-sums.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { Currency } from '../values/currency.ts';
import type { Day } from '../values/day.ts';
import { decimalText } from '../values/money.ts';
import type { Invocation, Outcome } from './command.ts';
import { head, shownTables } from './flow-answer.ts';
import type { PeriodRow, PeriodTable } from './period-table.ts';
import type { ReportRequest } from './report-request.ts';

const EARLIEST = '1900-01-01' as Day;

/** Balances by account and period, as JSON and as one table a currency. */
export async function networthAnswer({ terminal }: Invocation, model: ReadModel, request: ReportRequest): Promise<Outcome> {
  const { period, by, account } = request;
  const accounts = model.accounts.all().filter(({ id }) => account === undefined || id === account);
  const sums = period ? periodSums(model, { from: EARLIEST, to: period.to }).filter((line) => account === undefined || line.account === account) : [];
  const report = period ? networthReport(accounts, sums, period, by) : [];
  const nameOf = (id: string): string => accounts.find((one) => one.id === id)?.name ?? id;
  const tableOf = (currency: Currency): Omit<PeriodTable, 'periods'> => {
    const own = report.filter((line) => line.currency === currency);
    const rows = accounts.filter((one) => one.currency === currency).map((one): PeriodRow => ({
      label: one.name, role: 'line',
      amounts: new Map(own.flatMap(({ period: key, accounts: held }) => held.filter((line) => line.account === one.id).map(({ balance }) => [key, balance] as const))),
    }));
    return { title: `Net worth, ${currency}`, currency, withTotal: false, rows: [...rows.filter(({ amounts }) => amounts.size > 0), { label: 'Total', role: 'total', amounts: new Map(own.map(({ period: key, total }) => [key, total])) }] };
  };
  return {
    json: {
      report: 'networth', ...head(request),
      lines: report.map((line) => ({
        period: line.period, day: line.day, currency: line.currency, total: decimalText(line.total, line.currency),
        accounts: line.accounts.map(({ account: id, balance }) => ({ account: nameOf(id), balance: decimalText(balance, line.currency) })),
      })),
    },
    lines: () => shownTables([...new Set(report.map(({ currency }) => currency))].sort().map(tableOf), request, terminal),
  };
}
