/** What `ft import` answers: as JSON (a public interface) and in words. */
import { detailOf, tell } from '../errors.ts';
import type { Taxonomy } from '../categories/taxonomy.ts';
import { moneyText } from '../format/money.ts';
import { paintFor } from '../format/paint.ts';
import { tableLines } from '../format/table.ts';
import { inertText } from '../format/inert.ts';
import type { BalanceCheck } from '../insight/drift.ts';
import type { Delivered, FileOutcome } from '../intake/deliver.ts';
import type { Profile } from '../intake/profiles/profile.ts';
import { mappingOf } from '../intake/table/saved-layout.ts';
import type { StatementReport } from '../intake/report.ts';
import type { AccountRow } from '../read-model/rows.ts';
import { decimalText } from '../values/money.ts';
import { plural } from '../words/phrases.ts';
import { balanceJson, driftLines } from './balance-answer.ts';
import type { Terminal } from './terminal.ts';

interface Names { readonly taxonomy: Taxonomy; readonly accounts: readonly AccountRow[] }

/** The one JSON document of an import. Amounts are decimal text; `balance` is null where the file asserts none. */
export function importJson(delivered: Delivered, commit: string | null, dryRun: boolean, accounts: readonly AccountRow[]): object {
  return {
    files: delivered.files.map((outcome) => fileJson(outcome, dryRun, accounts)),
    transfersLinked: delivered.transfersLinked,
    ...(dryRun ? { dryRun: true } : {}),
    commit,
  };
}

function fileJson(outcome: FileOutcome, dryRun: boolean, accounts: readonly AccountRow[]): unknown {
  if ('failure' in outcome) {
    const { message, hint } = tell(outcome.failure);
    return { file: outcome.file, error: { code: outcome.failure.code, message, hint, detail: detailOf(outcome.failure) } };
  }
  const { report, balances } = outcome;
  return {
    file: report.file, format: report.format, profile: report.profile, encoding: report.encoding,
    account: report.accounts[0]?.name ?? null,
    rows: report.rows, new: report.new, duplicate: report.duplicate, doubtful: report.doubtful, ...(report.enriched > 0 ? { enriched: report.enriched } : {}),
    rejected: report.rejected.map(({ line, reason }) => ({ line, reason })),
    pending: report.pendingCount, ignored: report.ignored, ...(report.leftOut.size > 0 ? { leftOut: Object.fromEntries(report.leftOut) } : {}), from: report.from ?? null, to: report.to ?? null,
    balance: balanceJson(balances[0], accounts),
    accounts: report.accounts.map((part) => ({
      id: part.id, account: part.name, rows: part.rows, new: part.new, duplicate: part.duplicate, doubtful: part.doubtful, from: part.from, to: part.to,
      balance: balanceJson(balances.find((check) => check.account === part.id), accounts),
    })),
    ...(dryRun ? { preview: report.shown.map(previewJson) } : {}),
  };
}

const previewJson = ({ draft, decision }: StatementReport['shown'][number]): unknown => ({
  line: draft.line, date: draft.bookingDate, amount: decimalText(draft.amount, draft.currency), currency: draft.currency,
  description: draft.description, ...(draft.carried?.own === undefined ? { category: decision.category, confidence: decision.confidence, categorySource: decision.step } : { category: draft.carried.own, confidence: 1, categorySource: 'own' }),
});

/** The import in words: one line a file, then what asks for attention. */
export async function importLines(
  delivered: Delivered, commit: { id: string } | undefined, dryRun: boolean, names: Names, terminal: Terminal, inferred: ReadonlyMap<string, Profile>, kept: string | undefined,
): Promise<string[]> {
  const lines: string[] = [];
  for (const outcome of delivered.files) lines.push(...('failure' in outcome ? failureLines(outcome) : fileLines(outcome, names, terminal, inferred)));
  if (dryRun) lines.push(...(await previewLines(delivered, names, terminal)));
  if (delivered.transfersLinked > 0) lines.push(`${plural(delivered.transfersLinked, 'transfer')} between your accounts linked.`);
  if (delivered.suggestions.length > 0) lines.push(`${plural(delivered.suggestions.length, 'transfer')} may be linked: ft transfers`);
  const doubtful = delivered.files.reduce((sum, outcome) => sum + ('report' in outcome ? outcome.report.doubtful : 0), 0);
  if (doubtful > 0) lines.push(`${plural(doubtful, 'row')} may be known already in other words, and wait for your answer: ft review`);
  if (kept !== undefined && !dryRun) lines.push(inertText(`Kept as the layout ${kept}: files of these columns are recognised from now on.`));
  if (dryRun) lines.push('Dry run: nothing was written.');
  else if (commit) lines.push(`Undo it with: ft undo ${commit.id.slice(-8)}`);
  return lines;
}

function failureLines({ file, failure }: FileOutcome & { failure: Parameters<typeof tell>[0] }): string[] {
  const { message, hint } = tell(failure);
  return [`${inertText(file)}: not imported. ${inertText(message)}`, `    ${inertText(hint)}`];
}

const REJECTED_SHOWN = 10;

function fileLines({ file, report, balances }: FileOutcome & { report: StatementReport; balances: readonly BalanceCheck[] }, { accounts }: Names, terminal: Terminal, inferred: ReadonlyMap<string, Profile>): string[] {
  const counted = [plural(report.rows, 'row'), `${report.new} new`, `${report.duplicate} known already${report.enriched > 0 ? ` (more told of ${report.enriched})` : ''}`];
  if (report.doubtful > 0) counted.push(`${report.doubtful} doubtful`);
  if (report.rejectedCount > 0) counted.push(`${report.rejectedCount} rejected`);
  const into = report.accounts.map(({ name }) => name).join(', ');
  const lines = [inertText(`${file}: ${counted.join(', ')}${into ? ` -> ${into}` : ''} (${report.profile}, ${report.encoding}${report.from ? `, ${report.from} to ${report.to}` : ''})`)];
  const layout = inferred.get(file);
  if (layout) lines.push(`    Layout inferred: ${inertText(mapping(layout))}. Keep it with --save-profile NAME.`);
  for (const { line, reason, excerpt } of report.rejected.slice(0, REJECTED_SHOWN)) lines.push(`    line ${line} rejected: ${inertText(reason)}${excerpt ? `  (${inertText(excerpt)})` : ''}`);
  if (report.rejectedCount > REJECTED_SHOWN) lines.push(`    … and ${report.rejectedCount - REJECTED_SHOWN} more; --json lists them.`);
  if (report.pendingCount > 0) lines.push(`    ${plural(report.pendingCount, 'pending row')} not recorded: the bank has not booked them yet.`);
  if (report.leftOut.size > 0) lines.push(`    Left out: ${[...report.leftOut].map(([what, count]) => `${count} × ${inertText(what)}`).join(', ')}.`);
  for (const check of balances) lines.push(...driftLines(check, accounts, terminal));
  return lines;
}

const mapping = (profile: Profile): string => Object.entries(mappingOf(profile)).map(([part, column]) => `${part}=${column}`).join(', ');

async function previewLines(delivered: Delivered, { taxonomy }: Names, terminal: Terminal): Promise<string[]> {
  const paint = await paintFor(terminal.color);
  const rows = delivered.files.flatMap((outcome) => ('report' in outcome ? outcome.report.shown : []));
  if (rows.length === 0) return [];
  const cells = rows.map(({ draft, decision }) => [
    draft.bookingDate, draft.description || (draft.counterparty ?? ''), moneyText(draft.amount, draft.currency, terminal.locale),
    draft.carried?.own !== undefined ? taxonomy.label(draft.carried.own, terminal.locale) : decision.step === 'none' ? { text: taxonomy.label(decision.category, terminal.locale), role: 'muted' as const } : taxonomy.label(decision.category, terminal.locale),
  ]);
  return tableLines([{ title: 'Date', shrinks: false }, { title: 'Description' }, { title: 'Amount', align: 'right' }, { title: 'Category' }], cells, { width: terminal.width, paint, unicode: terminal.unicode });
}
