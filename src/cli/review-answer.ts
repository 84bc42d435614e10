/** What waits for the person: as JSON, and in words. */
import type { Likely } from '../categories/decision.ts';
import type { OpenGroup } from '../categories/open-groups.ts';
import { dayText } from '../format/day.ts';
import { inertText } from '../format/inert.ts';
import { moneyText } from '../format/money.ts';
import { paintFor } from '../format/paint.ts';
import { tableLines } from '../format/table.ts';
import type { DoubtRow } from '../read-model/doubts.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { Currency } from '../values/currency.ts';
import type { Day } from '../values/day.ts';
import { type Minor, absolute, decimalText } from '../values/money.ts';
import { percent, plural, rowText, rowWords } from '../words/phrases.ts';
import type { Terminal } from './terminal.ts';
import { idWidth } from './transaction-table.ts';
import { type Names, accountName } from '../words/names.ts';
import { transactionJson } from './transaction-json.ts';
import { type Pair, pairJson } from './transfer-pairs.ts';

/** A merchant that waits, and what the local model holds likeliest for it: up to three categories, none where it has no view. */
export interface WaitingGroup extends OpenGroup { readonly likely: readonly Likely[] }
/** How much waits, also where only the first merchants of it are shown. `unsure`: those of the transactions that are labelled, but unsurely. */
export interface WaitingInAll { readonly merchants: number; readonly transactions: number; readonly unsure: number }
export interface Waiting { readonly all: WaitingInAll; readonly groups: readonly WaitingGroup[]; readonly doubts: readonly DoubtRow[]; readonly pairs: readonly Pair[] }

/**
 * The queues. `uncategorized` and `unsure` are one queue in two lists: a merchant of whom any row has no category stands in the first,
 * one whose rows are all labelled, but unsurely, in the second; `place` counts through both from 1, as they are asked about. `latest`: ids of
 * the newest rows of each; `labelled`: what most of the unsure ones are labelled, and the newest row that is.
 */
export function reviewJson({ all, groups, doubts, pairs }: Waiting, model: Pick<ReadModel, 'transactions'>, names: Names): unknown {
  const { taxonomy } = names;
  const told = groups.map(({ key, count, unsure, held: [held], sums, newest, recent, likely }, at) => ({
    isOpen: unsure < count,
    json: {
      key, merchant: newest.merchant, count, sums: [...sums].map(([currency, sum]) => ({ currency, in: decimalText(sum.in, currency), out: decimalText(sum.out, currency) })), example: transactionJson(newest, names),
      place: at + 1, unsure, category: held?.category ?? null, confidence: held?.confidence ?? null,
      latest: recent.toReversed(), labelled: held ? { id: held.newest.id, category: held.category, group: taxonomy.groupOf(held.category), confidence: held.confidence, count: held.count } : null,
      suggestions: likely.map(({ category, confidence }) => ({ category, group: taxonomy.groupOf(category), confidence })),
    },
  }));
  return {
    waiting: all,
    uncategorized: told.filter(({ isOpen }) => isOpen).map(({ json }) => json),
    unsure: told.filter(({ isOpen }) => !isOpen).map(({ json }) => json),
    doubtful: doubts.map(({ id, draft, candidates }) => ({
      id, date: draft.date, amount: decimalText(draft.amount as Minor, draft.currency as Currency), currency: draft.currency, account: accountName(names.accounts, draft.account), description: draft.description,
      candidates: candidates.flatMap(({ id: candidate, why }) => { const row = model.transactions.get(candidate); return row ? [{ ...transactionJson(row, names), why }] : []; }),
    })),
    transfers: pairs.map((pair) => pairJson(pair, names.accounts)),
  };
}

const SHOWN = 15;

/** The queues in words, inert. */
export async function reviewLines({ all, groups, doubts, pairs }: Waiting, model: Pick<ReadModel, 'transactions'>, names: Names, terminal: Terminal): Promise<string[]> {
  const style = { width: terminal.environment.stdoutIsTty ? terminal.width : null, paint: await paintFor(terminal.color), unicode: terminal.unicode };
  const lines: string[] = [];
  const section = (head: string, body: readonly string[]): void => { lines.push(...(lines.length > 0 ? [''] : []), head, ...body); };
  if (groups.length > 0) {
    const width = idWidth(groups.slice(0, SHOWN).map(({ newest }) => newest.id));
    const guesses = groups.slice(0, SHOWN).map((group) => guessWords(group, names, terminal));
    const guessed = guesses.some((guess) => guess !== '');
    const more = all.merchants - Math.min(SHOWN, groups.length);
    section(groupsHead(all), [
      ...tableLines([{ title: 'Id', shrinks: false }, { title: 'Merchant' }, { title: 'Rows', align: 'right' }, { title: 'Amount', align: 'right' }, { title: 'Latest', shrinks: false }, ...(guessed ? [{ title: 'Perhaps' }] : [])],
        groups.slice(0, SHOWN).map((group, at) => [group.newest.id.slice(0, width), groupName(group), `${group.count}`, amountWords(group, terminal), dayText(group.newest.date, terminal.locale), ...(guessed ? [guesses[at]!] : [])]), style),
      ...(more > 0 ? [`… and ${plural(more, 'more merchant')}.`] : []),
      'Choose one with: ft categorize ID CATEGORY --yes',
    ]);
  }
  if (doubts.length > 0) section(`${plural(doubts.length, 'row')} that may be known already in other words:`, [
    ...doubts.slice(0, SHOWN).flatMap((doubt) => doubtLines(doubt, model, names, terminal)), 'Settle with: ft review settle ID new   or: ft review settle ID duplicate [TRANSACTION]']);
  if (pairs.length > 0) section(`${plural(pairs.length, 'pair')} that may be a transfer between your accounts:`, [...pairs.slice(0, SHOWN).map((pair) => `  ${pairWords(pair, names, terminal)}`), 'Look closer with: ft transfers']);
  return lines.length > 0 ? lines : ['Nothing waits for you.'];
}

/** How many rows wait, and why. */
function groupsHead({ transactions, unsure }: WaitingInAll): string {
  const open = transactions - unsure;
  const said = [...(open > 0 ? [`${plural(open, 'transaction')} without a category`] : []), ...(unsure > 0 ? [`${plural(unsure, 'transaction')} labelled unsurely`] : [])];
  return `${said.join(' and ')}, by merchant:`;
}

/** What a group is labelled, else what the local model holds likeliest; empty where nobody has a view. */
const guessWords = ({ held: [held], likely: [likeliest] }: WaitingGroup, { taxonomy }: Names, { locale }: Terminal): string => {
  const guess = held ?? likeliest;
  return guess ? `${taxonomy.label(guess.category, locale)} ${percent(guess.confidence)}` : '';
};

/** What a group is called: its merchant, else its text. Not inert. */
export const groupName = ({ newest }: OpenGroup): string => newest.merchant ?? rowText(newest);

/** What moved in a group, by currency: "-1,200.00 NOK", both ways where money went both ways. */
export const amountWords = ({ sums }: OpenGroup, { locale }: Terminal): string => [...sums].flatMap(([currency, sum]) =>
  [...(sum.out === 0 ? [] : [moneyText(sum.out, currency, locale)]), ...(sum.in === 0 ? [] : [`+${moneyText(sum.in, currency, locale)}`])]).join(' ');

/** A doubtful row and, by number, what it may be; inert. */
export function doubtLines({ id, draft, candidates }: DoubtRow, model: Pick<ReadModel, 'transactions'>, { accounts }: Names, { locale }: Terminal): string[] {
  const money = moneyText(draft.amount as Minor, draft.currency as Currency, locale);
  return [
    inertText(`  ${id.slice(0, 8)}  ${dayText(draft.date as Day, locale)}  ${money}  ${draft.description.trim() || (draft.counterparty ?? '')}  (${accountName(accounts, draft.account)})`),
    ...candidates.map(({ id: candidate, why }, at) => {
      const row = model.transactions.get(candidate);
      return inertText(row ? `      ${at + 1}: ${candidate.slice(0, 8)}  ${rowWords(row, locale)}  (${why})` : `      ${at + 1}: ${candidate} stands no more`);
    }),
  ];
}

/** A suggested transfer in one line; inert. */
export const pairWords = ({ out, into }: Pair, { accounts }: Names, { locale }: Terminal): string => inertText(
  `${out.id.slice(0, 8)} ${into.id.slice(0, 8)}  ${dayText(out.date, locale)}  ${moneyText(absolute(out.amount), out.currency, locale)} from ${accountName(accounts, out.account)} to ${accountName(accounts, into.account)}${out.date === into.date ? '' : `, arrived ${dayText(into.date, locale)}`}`);
