/** Trends: spending, cash flow, merchants and net worth over months, and from every figure to the transactions behind it. */
import type { Granularity, Period } from '../../insight/period.ts';
import type { MerchantTrendLine } from '../../insight/merchant-trend.ts';
import { type TrendPeriod, currenciesIn, placeOfMonth, trendPeriods } from '../../insight/trend.ts';
import type { Currency } from '../../values/currency.ts';
import { type Month, monthOf } from '../../values/day.ts';
import { type Minor, ZERO } from '../../values/money.ts';
import { monthText } from '../../format/day.ts';
import { line } from '../components/layout.ts';
import { ListPlace } from '../components/list.ts';
import type { Handlers } from '../keymap.ts';
import type { Known, Screen, Session, Size, Target, View } from '../screen.ts';
import { queryBehind, queryBehindMerchant } from '../trends/behind.ts';
import { mostSlots } from '../trends/charts.ts';
import { type Shown, chartColumns, trendsView } from '../trends/layout.ts';
import { MerchantStore } from '../trends/merchant-store.ts';
import { MonthStore } from '../trends/month-store.ts';
import { type Ground, type Level, type Picture, cashflowPicture, networthPicture, spendingPicture } from '../trends/picture.ts';
import { VIEWS, type ViewName, trendWords } from '../trends/words.ts';

/** Months that are shown; null is all there are. */
const ZOOMS = [6, 12, 24, 60, null] as const;
const GRANULARITIES: readonly Granularity[] = ['month', 'quarter', 'year'];
const PICTURES = { spending: spendingPicture, cashflow: cashflowPicture, networth: networthPicture } as const;

/** What is shown now: the ground it stands on, and the picture or the merchants. */
interface Computed { readonly key: string; readonly ground: Ground; readonly picture: Picture; readonly merchants: readonly MerchantTrendLine[]; readonly unnamed: Minor; readonly whole: Minor;
  /** What the cursor can stand on: ids of lines, names of merchants. */
  readonly ids: readonly string[] }

export class TrendsScreen implements Screen<'trends'> {
  readonly name = 'trends';
  #view: ViewName = 'spending';
  #zoom: (typeof ZOOMS)[number] = 12;
  #level: Level = 'groups';
  #currency: Currency | undefined;
  /** The month under the cursor; undefined for the newest, and for all of them at the merchants. */
  #month: Month | undefined;
  /** What the cursor stands on in each view, by id. */
  readonly #ids = new Map<ViewName, string>();
  #booked: Period | undefined;
  #readFrom: Known | undefined;
  #byAccount: Ground['booked'] | undefined;
  #version = 0;
  #computed: Computed | undefined;
  #chartColumns = 60;
  readonly #months: MonthStore;
  readonly #merchants: MerchantStore;
  readonly #place = new ListPlace(() => this.#computed?.ids.length ?? 0, () => this.#remember());

  readonly handlers: Handlers<'trends'> = {
    open: () => this.#open(),
    earlier: () => this.#move(-1),
    later: () => this.#move(1),
    view: () => this.#show(VIEWS[(VIEWS.indexOf(this.#view) + 1) % VIEWS.length] ?? 'spending'),
    zoom: () => this.#zoomOn(),
    level: () => this.#toggleLevel(),
    currency: () => this.#nextCurrency(),
  };
  readonly movement: Handlers<'movement'> = this.#place.movement;

  constructor(private readonly session: Session) {
    const changed = (): void => {
      this.#version++;
      session.redraw();
    };
    this.#months = new MonthStore(session, changed);
    this.#merchants = new MerchantStore(session, changed);
  }

  opened(target: Target | undefined): void {
    // What was read stays until the ledger changes.
    if (this.session.known !== this.#readFrom) this.refreshed();
    else this.#read();
    const { known } = this.session;
    if (target?.month !== undefined) this.#month = target.month;
    if (target?.id === undefined || !known) return;
    this.#view = 'spending';
    this.#level = known.taxonomy.group(target.id) ? 'groups' : 'categories';
    this.#ids.set('spending', target.id);
  }

  refreshed(): void {
    this.#readFrom = this.session.known;
    this.#booked = this.session.known?.model.queries.span();
    this.#byAccount = undefined;
    this.#months.spoil();
    this.#merchants.spoil();
    this.#read();
  }

  closed(): void {
    this.#months.close();
    this.#merchants.close();
  }

  back(): boolean {
    if (this.#view !== 'merchants' || this.#month === undefined) return false;
    this.#month = undefined;
    return true;
  }

  view(size: Size): View {
    const { theme, locale, known } = this.session;
    this.#chartColumns = chartColumns(size.columns);
    const computed = this.#now();
    const words = trendWords(locale);
    if (!computed || !known) return [{ height: size.rows, panes: [{ width: size.columns, lines: ['', line([`  ${words.nothing}`], size.columns, theme)] }] }];
    const reading = this.#view === 'merchants' && this.#merchants.reading !== undefined ? words.readingMerchants(monthText(this.#merchants.reading, locale)) : this.#months.isReading ? words.reading : undefined;
    const { picture, merchants, unnamed, whole } = computed;
    const shown: Shown = { picture, merchants, unnamed, whole, reading, level: this.#level, months: this.#periods('month').length, isAll: this.#zoomNow() === null, at: this.#at(picture), place: this.#place, taxonomy: known.taxonomy };
    return trendsView(shown, size, theme, locale);
  }

  // What is read and computed.

  /** Reads the months that are shown; what is there already is not read again. */
  #read(): void {
    this.#version++;
    const first = this.#periods('year')[0];
    if (!first || !this.#booked) return;
    this.#months.want(monthOf(first.from), monthOf(this.#booked.to));
    const months = this.#periods('month');
    const [from, to] = [months[0], months.at(-1)];
    if (this.#view === 'merchants' && from && to) this.#merchants.want(monthOf(from.from), monthOf(to.to));
  }

  #periods(by: Granularity): TrendPeriod[] {
    return this.#booked ? trendPeriods(this.#booked, this.session.today(), this.#zoomNow(), by) : [];
  }

  /** Zooms that show more than the one before. */
  #zooms(): (typeof ZOOMS)[number][] {
    const all = this.#booked ? trendPeriods(this.#booked, this.session.today(), null, 'month').length : 0;
    return ZOOMS.filter((months) => months === null || months < all);
  }

  #zoomNow(): (typeof ZOOMS)[number] { return this.#zooms().includes(this.#zoom) ? this.#zoom : null; }

  #now(): Computed | undefined {
    const key = [this.#version, this.#view, this.#zoom, this.#level, this.#currency, mostSlots(this.#view, this.#chartColumns), this.#view === 'merchants' ? this.#month : ''].join(' ');
    if (this.#computed?.key !== key) this.#computed = this.#compute(key);
    return this.#computed;
  }

  #compute(key: string): Computed | undefined {
    const { known, locale } = this.session;
    const most = mostSlots(this.#view, this.#chartColumns);
    const by = this.#view === 'merchants' ? 'month' : GRANULARITIES.find((one) => this.#periods(one).length <= most) ?? 'year';
    const all = this.#periods(by);
    const periods = this.#view === 'merchants' ? all : all.slice(-most);
    const first = periods[0];
    if (!known || !first || !this.#booked) return undefined;
    const { taxonomy, accounts, model } = known;
    const sums = this.#months.sums(monthOf(first.from), monthOf(this.#booked.to));
    const currency = this.#currency ?? currenciesIn(sums)[0] ?? accounts[0]?.currency;
    if (currency === undefined) return undefined;
    if (this.#view === 'networth') this.#byAccount ??= model.sums.byAccount();
    const ground: Ground = { by, currency, periods, level: this.#level, sums, taxonomy, accounts, booked: this.#byAccount ?? new Map(), locale };
    const list = this.#view === 'merchants' ? this.#merchants.trend?.lines(currency, this.#month) : undefined;
    const picture = this.#view === 'merchants' ? { view: 'merchants' as const, by, currency, periods, lines: [] } : PICTURES[this.#view](ground);
    const ids = list ? list.lines.map(({ merchant }) => merchant) : picture.lines.map(({ id }) => id);
    const computed = { key, ids, ground, picture, merchants: list?.lines ?? [], unnamed: list?.unnamed ?? ZERO, whole: list?.whole ?? ZERO };
    this.#stand(computed);
    return computed;
  }

  /** Puts the cursor on what it stood on before. */
  #stand(computed: Computed): void {
    const wanted = this.#ids.get(this.#view);
    const at = wanted === undefined ? 0 : computed.ids.indexOf(wanted);
    this.#computed = computed;
    if (at >= 0) this.#place.cursor = at;
  }

  #remember(): void {
    const id = this.#computed?.ids[this.#place.cursor];
    if (id !== undefined) this.#ids.set(this.#view, id);
  }

  #at(picture: Picture): number | undefined {
    return this.#view === 'merchants' && this.#month === undefined ? undefined : placeOfMonth(picture.periods, this.#month, picture.by);
  }

  // What keys do.

  #move(by: 1 | -1): void {
    const picture = this.#now()?.picture;
    if (!picture) return;
    const at = this.#at(picture);
    const next = at === undefined ? (by < 0 ? picture.periods.length - 1 : picture.periods.length) : at + by;
    if (next < 0) return;
    const period = picture.periods[next];
    // Beyond the newest month lie all of them together, at the merchants.
    if (period) this.#month = monthOf(period.to);
    else if (this.#view === 'merchants') this.#month = undefined;
  }

  #show(view: ViewName): void {
    this.#view = view;
    if (view === 'merchants') this.#month = undefined;
    this.#read();
  }

  #zoomOn(): void {
    const zooms = this.#zooms();
    this.#zoom = zooms[(zooms.indexOf(this.#zoomNow()) + 1) % zooms.length] ?? null;
    this.#read();
  }

  #toggleLevel(): void {
    if (this.#view !== 'spending') return this.session.say(trendWords(this.session.locale).noLevel);
    this.#level = this.#level === 'groups' ? 'categories' : 'groups';
    this.#ids.delete('spending');
  }

  #currencies(): Currency[] {
    const { accounts = [] } = this.session.known ?? {};
    return [...new Set([...currenciesIn(this.#computed?.ground.sums ?? []), ...accounts.map(({ currency }) => currency)])];
  }

  #nextCurrency(): void {
    const all = this.#currencies();
    if (all.length < 2) return this.session.say(trendWords(this.session.locale).onlyCurrency);
    const now = this.#currency ?? all[0];
    this.#currency = all[(all.findIndex((one) => one === now) + 1) % all.length];
  }

  #open(): void {
    const computed = this.#now();
    if (!computed) return;
    const { ground, picture, merchants } = computed;
    const at = this.#at(picture);
    const isOnly = this.#currencies().length < 2;
    const merchant = merchants[this.#place.cursor];
    const [first, last] = [picture.periods[at ?? 0], picture.periods[at ?? picture.periods.length - 1]];
    const query = this.#view !== 'merchants' ? queryBehind(picture, at ?? 0, this.#place.cursor, ground, isOnly)
      : merchant && first && last ? queryBehindMerchant(merchant, this.#merchants.trend?.names() ?? [], first, last, ground, isOnly) : undefined;
    if (query === undefined) this.session.say(trendWords(this.session.locale).noRows);
    else this.session.open('transactions', { query });
  }
}
