/** Accounts: what each holds, how fresh it is, whether it agrees with the bank; the import of files, and fetching from banks. */
import { dayText } from '../../format/day.ts';
import { moneyText } from '../../format/money.ts';
import { checkInSteps } from '../../insight/account-checks.ts';
import { accountTerm } from '../../insight/cell-query.ts';
import { addDays } from '../../values/day.ts';
import { normalText } from '../../values/text.ts';
import { detailLines } from '../accounts/account-detail.ts';
import { type AccountFacts, type Checks, accountFacts } from '../accounts/account-facts.ts';
import { accountLines } from '../accounts/account-list.ts';
import { accountsWords } from '../accounts/accounts-words.ts';
import { feedsOf } from '../accounts/feeds.ts';
import { feedWords } from '../accounts/feed-words.ts';
import { ImportFlow } from '../accounts/import-flow.ts';
import { SyncFlow } from '../accounts/sync-flow.ts';
import { heading, line, widths, wrapped } from '../components/layout.ts';
import { ListPlace } from '../components/list.ts';
import { momentText } from '../history/moment.ts';
import type { Handlers } from '../keymap.ts';
import type { Screen, Session, Size, Target, View } from '../screen.ts';

/** Columns from which on the detail stands beside the list. */
const WIDE = 150;

export class AccountsScreen implements Screen<'accounts'> {
  readonly name = 'accounts';
  #facts: readonly AccountFacts[] = [];
  #checks: Checks = new Map();
  #columns = 80;
  #stopChecking: () => void = () => {};
  readonly #place = new ListPlace(() => this.#facts.length);
  readonly movement = this.#place.movement;
  readonly #import: ImportFlow;
  readonly #sync: SyncFlow;
  #isConnected = false;
  readonly handlers: Handlers<'accounts'> = {
    importFile: () => void this.#import.begin(),
    rows: () => this.#withSelected(({ account }) => this.session.open('transactions', { query: accountTerm(account, this.session.known?.accounts ?? []) })),
    drift: () => this.#withSelected((facts) => this.#openDrift(facts)),
    sync: () => void this.#sync.begin(),
    rename: () => this.#withSelected((facts) => void this.#rename(facts)),
    stop: () => this.session.stop(),
  };

  constructor(private readonly session: Session) {
    this.#sync = new SyncFlow(session);
    this.#import = new ImportFlow(session, () => this.#columns, ([first]) => this.#stand(first));
  }

  opened(target: Target | undefined): void {
    this.refreshed();
    this.#stand(target?.id);
    if (target?.id === 'import') this.handlers.importFile();
  }

  refreshed(): void {
    const { known } = this.session;
    const id = this.#selected?.account.id;
    this.#stopChecking();
    const feeds = feedsOf(this.session);
    this.#isConnected = feeds.feds.length > 0;
    this.#facts = known ? accountFacts(known.model, known.accounts, this.session.today(), feeds) : [];
    this.#stand(id);
    if (known) this.#check(known.model);
  }

  /** Puts the cursor on an account, where it is there. */
  #stand(id: string | undefined): void {
    const at = this.#facts.findIndex(({ account }) => account.id === id);
    this.#place.to(at >= 0 ? at : this.#place.cursor);
  }

  closed(): void { this.#stopChecking(); }

  /** What was found before stands until the new answer is there. */
  #check(model: Parameters<typeof checkInSteps>[0]): void {
    const steps = checkInSteps(model);
    this.#stopChecking = this.session.between(() => {
      const found = steps.next();
      if (!found) return 'more';
      this.#checks = new Map([...this.#facts.map(({ account }) => [account.id, null] as const), ...found.map((check) => [check.account, check] as const)]);
      this.session.redraw();
      return 'done';
    });
  }

  get #selected(): AccountFacts | undefined { return this.#facts[this.#place.cursor]; }

  #withSelected(act: (facts: AccountFacts) => void): void {
    const facts = this.#selected;
    if (facts) act(facts);
    else this.session.say(accountsWords(this.session.locale).none);
  }

  /** The days between the last that adds up and the first that does not. */
  #openDrift({ account }: AccountFacts): void {
    const { locale, known } = this.session;
    const words = accountsWords(locale);
    const check = this.#checks.get(account.id);
    if (check === undefined) return this.session.say(words.stillChecking);
    if (check === null) return this.session.say(words.nothingToCheck(account.name));
    if (!check.drift) return this.session.say(words.adds(account.name), 'good');
    const { day, lastGood, found, expected, difference } = check.drift;
    const from = lastGood === null ? day : addDays(lastGood, 1);
    this.session.open('transactions', { query: `${accountTerm(account, known?.accounts ?? [])} date:${from === day ? day : `${from}..${day}`}` });
    const money = (amount: typeof found): string => moneyText(amount, account.currency, locale);
    this.session.say(words.driftSaid(account.name, dayText(day, locale), money(found), money(expected), money(difference)), 'warning');
  }

  async #rename({ account }: AccountFacts): Promise<void> {
    const words = accountsWords(this.session.locale);
    const others = (this.session.known?.accounts ?? []).filter(({ id }) => id !== account.id);
    const name = await this.session.ask.prompt({
      title: words.rename(account.name), initial: account.name,
      check: (text) => (normalText(text) === '' ? words.nameEmpty : text.startsWith('-') ? words.nameDash : others.some((other) => normalText(other.name) === normalText(text)) ? words.nameTaken : undefined),
    });
    if (name === undefined || name === account.name) return;
    if ((await this.session.change(['accounts', 'rename', account.id, name])) !== undefined) this.session.say(words.renamed(name), 'good');
  }

  subtitle(): string {
    return this.#facts.length === 0 ? '' : accountsWords(this.session.locale).summary(this.#facts.length, this.#facts.filter(({ freshness }) => freshness.isStale).length);
  }

  view({ columns, rows }: Size): View {
    this.#columns = columns;
    const { theme, locale } = this.session;
    const running = [...this.#import.lines(columns), ...this.#sync.lines(columns)];
    const left = Math.max(1, rows - running.length);
    const facts = this.#selected;
    const first: View = running.length > 0 ? [{ height: running.length, panes: [{ width: columns, lines: running }] }] : [];
    if (!facts) return [...first, { height: left, panes: [{ width: columns, lines: this.#inviting(columns) }] }];
    const style = { theme, locale, localMinute: (unixMs: number) => momentText(unixMs, this.session), now: this.session.now(), invites: !this.#isConnected && !this.session.isPast };
    const listed = { facts: this.#facts, checks: this.#checks, place: this.#place };
    if (columns >= WIDE) {
      const [list = 0, detail = 0] = widths(columns, [11, 9]);
      return [...first, { height: left, panes: [{ width: list, lines: accountLines(listed, list, left, style) }, { width: detail, lines: detailLines(facts, this.#checks, detail, left, style) }] }];
    }
    const above = Math.min(this.#facts.length + 3, Math.max(4, Math.ceil(left / 2)), left);
    return [
      ...first, { height: above, panes: [{ width: columns, lines: accountLines(listed, columns, above, style) }] },
      ...(left > above ? [{ height: left - above, panes: [{ width: columns, lines: detailLines(facts, this.#checks, columns, left - above, style) }] }] : []),
    ];
  }

  /** Nothing is imported yet: how to begin. */
  #inviting(columns: number): string[] {
    const { theme, locale } = this.session;
    const words = accountsWords(locale);
    const width = Math.min(columns - 4, 76);
    const paragraph = (text: string): string[] => wrapped(theme.shown(text), width).map((part) => line([`  ${part}`], columns, theme));
    return [
      heading(words.accounts, columns, theme), '', line([{ text: `  ${words.welcome}`, role: 'heading' }], columns, theme), '', line([{ text: '    i  ', role: 'accent' }, words.inviting], columns, theme), '',
      ...paragraph(words.formats), '', ...paragraph(words.safe), '', ...paragraph(feedWords(locale).connect),
    ];
  }
}
