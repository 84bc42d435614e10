/** What is said of an account that a bank feeds: how that stands, until when, what the bank holds and has not booked. */
import { dayText } from '../../format/day.ts';
import { type Locale, moneyText } from '../../format/money.ts';
import type { Role } from '../../format/paint.ts';
import { pendingSums } from '../../insight/pending.ts';
import type { Fed, FedPending } from '../../intake/feed/fed.ts';
import type { Day } from '../../values/day.ts';
import { absolute, subtract } from '../../values/money.ts';
import { type Piece, line } from '../components/layout.ts';
import type { Glyph, Theme } from '../theme.ts';
import type { AccountFacts } from './account-facts.ts';
import { feedWords, providerName, reconnectCommand } from './feed-words.ts';

export interface FeedStyle { readonly theme: Theme; readonly locale: Locale; readonly localMinute: (unixMs: number) => string }
type Told = readonly [name: string, text: string, role?: Role | undefined];

const SIGNS: Readonly<Record<Fed['state'], readonly [sign: Glyph, role: Role]>> = { ok: ['tick', 'good'], 'wait-until': ['ellipsis', 'muted'], 'needs-consent': ['over', 'warning'], 'config-error': ['cross', 'bad'], 'bank-down': ['unsure', 'warning'] };
/** Days before its end from which a consent stands out. */
const SOON = 14;
const DAY_MS = 86_400_000;
/** Balances of other kinds than the first that are shown. */
const BALANCES = 2;

/** How a feed stands, in a few words and with its sign. `short`: for a narrow column. */
export function stateText({ state, nextAllowed }: Pick<Fed, 'state' | 'nextAllowed'>, { theme, locale, localMinute }: FeedStyle, short = false): { readonly text: string; readonly role: Role } {
  const words = feedWords(locale);
  const [sign, role] = SIGNS[state];
  const until = nextAllowed === null ? '' : localMinute(nextAllowed);
  const said = state === 'wait-until' ? words.waits(short ? until.slice(-5) : until) : (short ? words.short : words.states)[state];
  return { text: `${theme.glyphs[sign]} ${said}`, role };
}

/** Everything about the feeds of an account but its pending rows; none where no bank feeds it. `now`: Unix milliseconds. */
export function feedFacts(facts: AccountFacts, now: number, style: FeedStyle): Told[] {
  const { theme: { glyphs }, locale } = style;
  const words = feedWords(locale);
  const sums = pendingSums(facts.pending).map(({ count, sum, currency }) => `${words.rows(count)}, ${moneyText(sum, currency, locale)}: ${words.unbooked}`);
  return [
    ...facts.feeds.flatMap((fed) => oneFeed(fed, facts, now, style)), ...sums.map((text): Told => [words.pending, text]),
    ...(facts.missing > 0 ? [[words.missing, `${glyphs.unsure} ${words.gone(facts.missing)}`, 'warning'] as const] : []),
  ];
}

function oneFeed(fed: Fed, { account, balance }: AccountFacts, now: number, style: FeedStyle): Told[] {
  const { locale, localMinute } = style;
  const words = feedWords(locale);
  const { connection, lastOk, says, state } = fed;
  const { text, role } = stateText(fed, style);
  const money = (amount: typeof balance): string => moneyText(amount, account.currency, locale);
  const balances = fed.balances.filter(({ kind }, at, all) => all.findIndex((one) => one.kind === kind) === at).slice(0, BALANCES).map(({ kind, amount, day }, at) => [
    `${money(amount)}, ${words.kinds[kind]}${day === null ? '' : ` (${dayText(day, locale)})`}`,
    ...(at > 0 ? [] : [words.here(money(balance)), ...(kind === 'booked' && amount !== balance ? [words.apart(money(absolute(subtract(amount, balance))))] : [])]),
  ].join('; '));
  return [
    [words.feed, words.through(connection.bank === '' ? connection.name : connection.bank, connection.provider === 'demo' ? words.demo : providerName(connection.provider))], ['', `${text}, ${lastOk === null ? words.never : words.fetched(localMinute(lastOk))}`, role],
    // The engine's sentence says no more than the state where the consent is over; the bank's own words do everywhere else.
    ...(state === 'ok' || state === 'needs-consent' || says === null ? [] : [['', says, 'muted'] as const]),
    ...consentFacts(fed, now, style), ...balances.map((told, at): Told => [at === 0 ? words.says : '', told]),
    ...connection.distrusted.map(({ field, why }): Told => [words.ids, words.distrusted(field, why), 'muted']),
  ];
}

function consentFacts({ connection, state }: Fed, now: number, { theme: { glyphs }, locale, localMinute }: FeedStyle): Told[] {
  const words = feedWords(locale);
  const last = connection.consents.at(-1);
  // On a line of its own: a command is not broken in two where it fits.
  const mend: Told = ['', words.inTerminal(reconnectCommand(connection.name))];
  const day = (unixMs: number): string => localMinute(unixMs).split(' ')[0] ?? '';
  const end = last?.ended?.at ?? last?.until;
  if (!last || last.ended || (end !== undefined && end <= now)) return [[words.consent, `${glyphs.over} ${end === undefined ? words.states['needs-consent'] : words.over(day(end))}`, 'warning'], mend];
  const left = end === undefined ? undefined : Math.ceil((end - now) / DAY_MS);
  const told = end === undefined || left === undefined ? words.endless : words.left(left, day(end));
  return state === 'needs-consent' || (left !== undefined && left <= SOON) ? [[words.consent, `${glyphs.over} ${told}`, 'warning'], mend] : [[words.consent, told]];
}

/** The rows that are pending, one a line, as wide as the pane. */
export function pendingRows(rows: readonly FedPending[], width: number, { theme, locale }: FeedStyle): string[] {
  const words = feedWords(locale);
  const day = (one: Day | null): string => (one === null ? words.noDay : dayText(one, locale));
  return rows.map(({ day: on, amount, currency, text }) => {
    const pieces: Piece[] = [{ text: day(on), width: 12, role: 'muted' }, { text, width: Math.max(8, width - 12 - 20) }, { text: amount === null ? '' : moneyText(amount, currency, locale), width: Math.min(20, width - 20), align: 'right' }];
    return line(pieces, width, theme);
  });
}
