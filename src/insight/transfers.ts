/**
 * Which rows are the two halves of a transfer between own accounts: same currency, opposite amounts, different accounts, at
 * most four days apart. Surest first: the bank named the other account's number; then the text says so; then the only
 * possible pair on both sides. What stays ambiguous becomes a suggestion. Declined pairs are never proposed again.
 */
import { dayNumber } from '../values/day.ts';
import { type Evidence, type OwnAccount, type TransferCandidate, type TransferReason, evidence } from './transfer-evidence.ts';

export const MAX_DAYS_APART = 4;
/** A row with more partners than this is never settled by uniqueness or text; the list of a suggestion ends here too. */
const CROWDED = 12;

export interface TransferLink { readonly out: string; readonly in: string; readonly why: TransferReason }
/** An outgoing row with several possible partners, the likeliest first (at most twelve). */
export interface TransferSuggestion { readonly out: string; readonly candidates: readonly string[] }
export interface TransferMatches { readonly links: readonly TransferLink[]; readonly suggestions: readonly TransferSuggestion[] }

/** The key under which a declined pair is kept. */
export const pairKey = (out: string, into: string): string => `${out}\u001f${into}`;

interface Node { readonly row: TransferCandidate; readonly day: number; partners: Edge[]; crowded: boolean; linked: boolean }
interface Edge { readonly other: Node; readonly score: number; readonly apart: number }
type Days = Map<number, Map<string, Node[]>>;

const nodeOf = (row: TransferCandidate): Node => ({ row, day: dayNumber(row.date), partners: [], crowded: false, linked: false });
const compareNodes = (a: Node, b: Node): number => a.day - b.day || (a.row.id < b.row.id ? -1 : 1);

function index(nodes: readonly Node[]): Days {
  const days: Days = new Map();
  for (const node of nodes) {
    const accounts = days.get(node.day) ?? new Map<string, Node[]>();
    days.set(node.day, accounts);
    const list = accounts.get(node.row.account);
    if (list) list.push(node);
    else accounts.set(node.row.account, [node]);
  }
  return days;
}

/**
 * Equally many rows each way on one day, all naming the other account: the pairs are interchangeable facts, so they are
 * taken in order. Regular savings of one amount are settled by this.
 */
function linkSameDay(outs: Days, ins: Days, ev: Evidence, declined: ReadonlySet<string>, link: (out: Node, into: Node, why: TransferReason) => void): void {
  for (const [day, accounts] of outs)
    for (const [account, from] of accounts)
      for (const [other, to] of ins.get(day) ?? []) {
        if (other === account) continue;
        const named = (nodes: readonly Node[], by: string): Node[] => nodes.filter((node) => !node.linked && ev.names(node.row, by));
        const a = named(from, other);
        const b = named(to, account);
        // One side's number is enough, when it says so for as many rows as the other side has in all.
        const left = a.length > 0 ? a : from.filter((node) => !node.linked && ev.allows(node.row, other));
        const right = b.length > 0 ? b : to.filter((node) => !node.linked && ev.allows(node.row, account));
        if ((a.length === 0 && b.length === 0) || left.length !== right.length) continue;
        if (left.some((out, i) => declined.has(pairKey(out.row.id, right[i]?.row.id ?? '')))) continue;
        left.forEach((out, i) => {
          const into = right[i];
          if (into) link(out, into, 'number');
        });
      }
}

/** Gives a node its possible partners, up to the crowding limit. Whole accounts that cannot be meant are never looked into. */
function findPartners(node: Node, opposite: Days, ev: Evidence, isDeclined: (other: Node) => boolean): void {
  node.partners = [];
  for (let apart = 0; apart <= MAX_DAYS_APART; apart++)
    for (const day of apart === 0 ? [node.day] : [node.day - apart, node.day + apart])
      for (const [account, others] of opposite.get(day) ?? []) {
        if (account === node.row.account || !ev.allows(node.row, account)) continue;
        for (const other of others) {
          if (other.linked || !ev.allows(other.row, node.row.account) || isDeclined(other)) continue;
          if (node.partners.length === CROWDED) {
            node.crowded = true;
            return;
          }
          node.partners.push({ other, score: ev.score(node.row, other.row), apart });
        }
      }
}

/** Partners still free whose evidence reaches the level. */
const open = (node: Node, level: number): Edge[] => node.partners.filter(({ other, score }) => !other.linked && score >= level);

/** Matches one amount of one currency. */
function matchGroup(outs: Node[], ins: Node[], ev: Evidence, declined: ReadonlySet<string>, matches: { links: TransferLink[]; suggestions: TransferSuggestion[] }): void {
  outs.sort(compareNodes);
  ins.sort(compareNodes);
  const link = (out: Node, into: Node, why: TransferReason): void => {
    out.linked = into.linked = true;
    matches.links.push({ out: out.row.id, in: into.row.id, why });
  };
  const outDays = index(outs);
  const inDays = index(ins);
  linkSameDay(outDays, inDays, ev, declined, link);
  for (const out of outs) if (!out.linked) findPartners(out, inDays, ev, (other) => declined.has(pairKey(out.row.id, other.row.id)));
  for (const into of ins) if (!into.linked) findPartners(into, outDays, ev, (other) => declined.has(pairKey(other.row.id, into.row.id)));
  for (const level of ev.levels) {
    // Decided first, linked after: a link made here must not make another pair of this level look unique.
    const sure: [Node, Node][] = [];
    for (const out of outs) {
      if (out.linked || out.crowded) continue;
      const only = open(out, level);
      const into = only[0]?.other;
      // Without a word for it, a purchase and a payment of the same size are no transfer.
      if (level === 0 && (out.row.isSettled === 1 || into?.row.isSettled === 1)) continue;
      if (only.length === 1 && into && !into.crowded && open(into, level).length === 1) sure.push([out, into]);
    }
    for (const [out, into] of sure) link(out, into, ev.reason(level));
  }
  for (const out of outs) {
    const rest = out.linked ? [] : open(out, 0);
    if (rest.length === 0) continue;
    const ranked = rest.sort((a, b) => b.score - a.score || a.apart - b.apart || compareNodes(a.other, b.other));
    matches.suggestions.push({ out: out.row.id, candidates: ranked.map(({ other }) => other.row.id) });
  }
}

/**
 * Unlinked rows of all accounts -> links and suggestions. `declined` holds `pairKey`s. Near-linear: rows meet only within
 * their amount, day and account. The answer does not depend on the order of the rows.
 */
export function matchTransfers(rows: Iterable<TransferCandidate>, accounts: readonly OwnAccount[], declined: ReadonlySet<string>): TransferMatches {
  const currencies = new Map<string, Map<number, { outs: TransferCandidate[]; ins: TransferCandidate[] }>>();
  for (const row of rows) {
    if (row.amount === 0) continue;
    let sizes = currencies.get(row.currency);
    if (!sizes) currencies.set(row.currency, (sizes = new Map()));
    let group = sizes.get(Math.abs(row.amount));
    if (!group) sizes.set(Math.abs(row.amount), (group = { outs: [], ins: [] }));
    (row.amount < 0 ? group.outs : group.ins).push(row);
  }
  const ev = evidence(accounts);
  const matches: { links: TransferLink[]; suggestions: TransferSuggestion[] } = { links: [], suggestions: [] };
  for (const sizes of currencies.values())
    for (const { outs, ins } of sizes.values())
      // Most amounts go one way only: nothing is built for them.
      if (outs.length > 0 && ins.length > 0) matchGroup(outs.map(nodeOf), ins.map(nodeOf), ev, declined, matches);
  const compare = (a: { out: string }, b: { out: string }): number => (a.out < b.out ? -1 : 1);
  return { links: matches.links.sort(compare), suggestions: matches.suggestions.sort(compare) };
}
