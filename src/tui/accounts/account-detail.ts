/** All about one account: where its rows come from, how fresh they are, and whether they add up. */
import { dayText } from '../../format/day.ts';
import { displayWidth } from '../../format/display-width.ts';
import { type Locale, moneyText } from '../../format/money.ts';
import type { Role } from '../../format/paint.ts';
import type { Day } from '../../values/day.ts';
import { negate } from '../../values/money.ts';
import { type Arrived, fileName } from '../../words/deliveries.ts';
import { heading, line, wrapped } from '../components/layout.ts';
import type { Theme } from '../theme.ts';
import { type AccountFacts, type Checks } from './account-facts.ts';
import { accountsWords } from './accounts-words.ts';
import { feedFacts, pendingRows } from './feed-facts.ts';
import { feedWords } from './feed-words.ts';

export interface DetailStyle {
  readonly theme: Theme;
  readonly locale: Locale;
  readonly localMinute: (unixMs: number) => string;
  /** Unix milliseconds. */
  readonly now: number;
  /** Nothing is connected, and something can be. */
  readonly invites: boolean;
}
type Fact = readonly [name: string, text: string, role?: Role | undefined];

/** Columns of the names at the left. */
const NAMES = 17;

/** Lines about the account, its deliveries last: at most `height`. */
export function detailLines(facts: AccountFacts, checks: Checks, width: number, height: number, style: DetailStyle): string[] {
  const { theme, locale } = style;
  const words = accountsWords(locale);
  const told = factsOf(facts, checks, style).flatMap(([name, text, role]) => wrapped(theme.shown(text), Math.max(10, width - NAMES - 1))
    .map((part, at) => line([{ text: at === 0 ? name : '', width: NAMES, role: 'muted' }, { text: part, role }], width, theme)));
  const head = [heading(facts.account.name, width, theme), ...told];
  const pending = pendingLines(facts, width, height - head.length, style);
  head.push(...pending);
  const room = height - head.length - 1;
  const invited = style.invites && room > 1 + facts.arrived.length ? wrapped(theme.shown(feedWords(locale).invite), width).map((text) => line([{ text, role: 'muted' }], width, theme)) : [];
  if (facts.arrived.length === 0 || room < 1) return [...head, ...invited.slice(0, Math.max(0, room))].slice(0, height);
  const shown = facts.arrived.slice(0, facts.arrived.length > room ? room - 1 : room);
  const more = facts.arrived.length - shown.length;
  return [
    ...head, heading(`${facts.feeds.length > 0 ? words.delivered : words.deliveries}  ${facts.arrived.length}`, width, theme), ...deliveryLines(shown, width, style),
    ...(more > 0 ? [line([{ text: `${theme.glyphs.ellipsis} ${words.more(more)}`, role: 'muted' }], width, theme)] : []),
    ...(invited.length > 0 ? ['', ...invited] : []),
  ].slice(0, height);
}

/** Deliveries that keep their place under the pending rows. */
const KEPT = 4;

/** The rows that are pending, where there is room for some of them. */
function pendingLines({ pending, arrived }: AccountFacts, width: number, room: number, style: DetailStyle): string[] {
  const { theme, locale } = style;
  const rows = room - 1 - Math.min(KEPT, arrived.length + 1);
  if (pending.length === 0 || rows < 2) return [];
  const shown = pending.slice(0, pending.length > rows ? rows - 1 : rows);
  const more = pending.length - shown.length;
  return [
    heading(`${feedWords(locale).pending}  ${pending.length}`, width, theme), ...pendingRows(shown, width, style),
    ...(more > 0 ? [line([{ text: `${theme.glyphs.ellipsis} ${accountsWords(locale).furthermore(more)}`, role: 'muted' }], width, theme)] : []),
  ];
}

function factsOf(facts: AccountFacts, checks: Checks, style: DetailStyle): Fact[] {
  const { theme, locale, localMinute, now } = style;
  const words = accountsWords(locale);
  const { account, span, arrived: [last], freshness, doubts } = facts;
  const between = (from: Day, to: Day): string => `${dayText(from, locale)} ${theme.unicode ? '–' : '-'} ${dayText(to, locale)}`;
  const money = (amount: typeof facts.balance): string => moneyText(amount, account.currency, locale);
  const silence = freshness.days === undefined ? '' : [words.ago(freshness.days), ...(freshness.usual === undefined || facts.feeds.length > 0 ? [] : [words.usual(freshness.usual)])].join(', ');
  return [
    ...(account.number === null ? [] : [[words.number, account.number] as const]), ...(account.bank === null ? [] : [[words.bank, account.bank] as const]),
    [words.balance, money(facts.balance)], ...feedFacts(facts, now, style),
    ...(account.openingDay === null ? [] : [[words.opening, words.openingAt(money(account.openingBalance), dayText(account.openingDay, locale))] as const]),
    [words.rows, span ? between(span.from, span.to) : words.empty],
    ...(freshness.until === undefined ? [] : [[words.until, `${dayText(freshness.until, locale)}, ${silence}`] as const]),
    ...(freshness.isStale ? [['', `${theme.glyphs.over} ${facts.feeds.length > 0 ? feedWords(locale).due : words.stale}`, 'warning'] as const] : []),
    [words.delivered, last ? `${localMinute(last.unixMs)}  ${fileName(last.detail.file)}` : words.byHand],
    ...checkFacts(facts, checks, money, { theme, locale }),
    ...(doubts > 0 ? [[words.questions, `${theme.glyphs.unsure} ${words.wait(doubts)}`, 'warning'] as const] : []),
  ];
}

function checkFacts({ account }: AccountFacts, checks: Checks, money: (amount: AccountFacts['balance']) => string, { theme: { glyphs }, locale }: Pick<DetailStyle, 'theme' | 'locale'>): Fact[] {
  const words = accountsWords(locale);
  const check = checks.get(account.id);
  if (check === undefined) return [[words.check, `${words.checking}${glyphs.ellipsis}`, 'muted']];
  if (check === null) return [[words.check, words.noBalance, 'muted']];
  const { drift, checked } = check;
  if (!drift) return [[words.check, `${glyphs.tick} ${words.agreesOn(checked)}`, 'good']];
  return [
    [words.check, `${glyphs.cross} ${words.drift(dayText(drift.day, locale), money(drift.found), money(drift.expected), money(drift.difference))}`, 'bad'],
    ['', words.perhaps(money(drift.difference), money(negate(drift.difference)))], ['', drift.lastGood === null ? words.neverGood : words.lastGood(dayText(drift.lastGood, locale)), 'muted'],
  ];
}

/** When each came, the days it covers where there is room, what came of it, and its name. */
function deliveryLines(arrived: readonly Arrived[], width: number, { theme, locale, localMinute }: DetailStyle): string[] {
  const words = accountsWords(locale);
  const counted = arrived.map(({ detail }) => [
    words.counts(detail.new, detail.duplicate), ...(detail.doubtful > 0 ? [words.doubtful(detail.doubtful)] : []), ...(detail.rejected > 0 ? [words.rejected(detail.rejected)] : []),
  ].join(', '));
  const isWide = width >= 70;
  const counts = Math.min(Math.floor(width / 2), Math.max(...counted.map(displayWidth)));
  return arrived.map(({ unixMs, detail }, at) => line([
    { text: isWide ? localMinute(unixMs) : localMinute(unixMs).slice(0, 10), role: 'muted' }, '  ',
    ...(isWide ? [`${dayText(detail.from as Day, locale)} ${theme.unicode ? '–' : '-'} ${dayText(detail.to as Day, locale)}  `] : []),
    { text: counted[at]!, width: counts, role: detail.rejected > 0 ? 'warning' : undefined }, '  ', { text: fileName(detail.file), role: 'muted' },
  ], width, theme));
}
