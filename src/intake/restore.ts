/**
 * Puts back what stands beside the rows of an export: accounts, what the person taught, deliveries with their balances, transfers,
 * open questions. What this home knows itself stays as it is; only what is missing is added.
 */
import type { Draft as Commit } from '../ledger/append.ts';
import type { NewEvent } from '../ledger/events/list.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { AccountRow } from '../read-model/rows.ts';
import type { Day } from '../values/day.ts';
import { transactionId } from '../values/ids.ts';
import { normalText } from '../values/text.ts';
import { comparableNumber } from '../values/account-number.ts';
import type { Arrivals } from './arrivals.ts';
import { accountId } from './assign.ts';
import type { Backup, BackupAccount } from './backup.ts';
import { type Draft, wordingOf } from './draft.ts';
import { openedEvent } from './events.ts';
import { linkId } from './link.ts';
import type { Row } from './rows.ts';

export type RestoredModel = Pick<ReadModel, 'accounts' | 'transactions' | 'statements' | 'doubts' | 'links' | 'knowledge' | 'log'>;

/** Ids that a single attesting event carries. */
const CHUNK = 1000;

export class Restore {
  /** Account id in the file -> here. */
  readonly #accounts = new Map<string, string>();
  readonly #opened = new Set<string>();
  /** Transaction id in the file -> here, where its account has another id. */
  readonly #moved = new Map<string, string>();
  /** Deliveries that came with this file, and those that were known. */
  readonly #fresh: ReadonlySet<string>;
  readonly #known: ReadonlySet<string>;
  readonly #attested = new Map<string, string[]>();
  readonly #before: readonly AccountRow[];

  constructor(private readonly backup: Backup, private readonly commit: Pick<Commit, 'append' | 'settle'>, private readonly model: RestoredModel) {
    this.#before = model.accounts.all();
    const statements = backup.statements.map(({ id }) => id);
    this.#fresh = new Set(statements.filter((id) => model.statements.get(id) === undefined));
    this.#known = new Set(statements.filter((id) => !this.#fresh.has(id)));
  }

  /** Before the first row: the accounts of a whole ledger, and what was taught. Of a part of one only the accounts that its rows need. */
  begin(): void {
    if (this.backup.complete) for (const account of this.backup.accounts) this.#place(account);
    const taught = this.#taught();
    this.commit.append(this.backup.knowledge.filter((event) => !taught.has(wordOf(event))).map((event) => this.#here(event)));
    this.commit.append(this.backup.statements.filter(({ id }) => this.#fresh.has(id))
      .map(({ id, detail }) => ({ type: 'statement.imported.v1', subject: id, payload: { ...detail, account: this.#accountHere(detail.account) } })));
  }

  /** Row of the file -> its account's id here; opened where there is none. A row of the reader always names one of the file's accounts. */
  readonly accountOf = (row: Pick<Row, 'account'>): string => this.#accounts.get(row.account!) ?? this.#place(this.backup.accounts.find(({ id }) => id === row.account)!);

  /** Drafts as the corridor takes them: in an account that has another id here they are identified anew. */
  adapted(drafts: readonly Draft[]): readonly Draft[] {
    return drafts.map((draft) => {
      const { carried } = draft;
      if (!carried?.identity || !this.#isElsewhere(draft.account, carried.identity.id)) return draft;
      const { identity, ...rest } = carried;
      return { ...draft, carried: { ...rest, former: identity.id } };
    });
  }

  /** True where the account has another id here, or the transaction's id is taken by one of another account. */
  #isElsewhere(account: string, id: string): boolean {
    if (this.#accounts.get(account) !== account) return true;
    return this.#before.length > 0 && (this.model.transactions.get(id)?.account ?? account) !== account;
  }

  /** A batch was sorted and recorded: which deliveries hold its rows is said again. */
  sorted({ fresh, duplicates }: Pick<Arrivals, 'fresh' | 'duplicates'>): void {
    for (const { id, draft } of [...fresh, ...duplicates]) {
      const former = draft.carried?.former;
      if (former !== undefined) this.#moved.set(former, id);
    }
    for (const { id, draft } of fresh) for (const statement of draft.carried?.attested ?? []) this.#attest(statement, id, true);
    for (const { id, draft: { carried } } of duplicates) {
      // Who brought it there holds it here, where somebody else had brought it already.
      if (carried?.recorded?.statement !== undefined) this.#attest(carried.recorded.statement, id, false);
      for (const statement of carried?.attested ?? []) this.#attest(statement, id, false);
    }
    this.#tellAttested(CHUNK);
  }

  #attest(statement: string, id: string, isNew: boolean): void {
    if (!this.#fresh.has(statement) && !(isNew && this.#known.has(statement))) return;
    const ids = this.#attested.get(statement);
    if (ids) ids.push(id);
    else this.#attested.set(statement, [id]);
  }

  #tellAttested(least: number): void {
    for (const [statement, ids] of this.#attested)
      while (ids.length >= least) this.commit.append([{ type: 'statement.attested.v1', subject: statement, payload: { transactions: ids.splice(0, CHUNK) } }]);
  }

  /** After the last row: balances, transfers, open questions; accounts are closed last. */
  finish(): void {
    this.#tellAttested(1);
    const { backup, commit } = this;
    commit.append(backup.balances.filter(({ statement }) => this.#fresh.has(statement))
      .map(({ statement, payload }) => ({ type: 'statement.balances.v1', subject: statement, payload: { ...payload, account: this.#accountHere(payload.account) } })));
    commit.settle();
    for (const pair of backup.transfers) commit.append(this.#transfer(pair));
    for (const doubt of backup.doubts) commit.append(this.#doubt(doubt));
    if (backup.complete) for (const account of backup.accounts) commit.append(this.#closing(account));
    commit.settle();
  }

  #transfer({ out, in: into, linked, by }: Backup['transfers'][number]): NewEvent[] {
    const [from, to] = [this.#idHere(out), this.#idHere(into)];
    const { links } = this.model;
    const subject = linkId(from, to);
    const isSettled = links.of(from).some(({ id }) => id === subject) || (linked && (links.partnerOf(from) !== null || links.partnerOf(to) !== null));
    if (isSettled) return [];
    return [linked ? { type: 'transfer.linked.v1', subject, payload: { by, in: to, out: from } } : { type: 'transfer.unlinked.v1', subject, payload: { in: to, out: from } }];
  }

  #doubt({ id, payload: { draft, candidates } }: Backup['doubts'][number]): NewEvent[] {
    const account = this.#accountHere(draft.account);
    const text = wordingOf(draft);
    const subject = account === draft.account ? id : transactionId(account, draft.date as Day, draft.amount, draft.currency, text, draft.ordinal);
    const { model } = this;
    const isSettled = model.doubts.isOpen(subject) || model.transactions.resolve(subject) !== undefined || model.log.of(subject).some((event) => event.type === 'doubt.settled.v1');
    return isSettled ? [] : [{ type: 'doubt.raised.v2', subject, payload: { candidates: candidates.map((candidate) => ({ ...candidate, id: this.#idHere(candidate.id) })), draft: { ...draft, account } } }];
  }

  #closing({ id, opening, closed }: BackupAccount): NewEvent[] {
    const here = this.#accountHere(id);
    const isNew = this.#opened.has(here);
    const events: NewEvent[] = [];
    if (opening && (isNew || this.#before.find((account) => account.id === here)?.openingDay === null)) events.push({ type: 'account.opening-balance-set.v1', subject: here, payload: opening });
    if (closed && isNew) events.push({ type: 'account.closed.v1', subject: here, payload: { day: closed } });
    return events;
  }

  /** Account of the file -> the one here: of the same id, else the same number, else the same name and currency; else it is opened. */
  #place(account: BackupAccount): string {
    const placed = this.#accounts.get(account.id);
    if (placed !== undefined) return placed;
    const taken = new Set([...this.#accounts.values(), ...this.backup.accounts.map(({ id }) => id).filter((id) => id !== account.id)]);
    const free = this.#before.filter(({ id, currency }) => currency === account.currency && !taken.has(id));
    const number = account.number === undefined ? undefined : comparableNumber(account.number);
    const same = free.find(({ id }) => id === account.id) ?? free.find((own) => number !== undefined && own.number !== null && comparableNumber(own.number) === number)
      ?? free.find((own) => (own.number === null || number === undefined) && normalText(own.name) === normalText(account.name));
    const here = same?.id ?? this.#open(account);
    this.#accounts.set(account.id, here);
    return here;
  }

  #open({ id, name, currency, number, bank }: BackupAccount): string {
    const isTaken = (wanted: string): boolean => this.#opened.has(wanted) || this.#before.some((account) => account.id === wanted);
    let here = id;
    for (let attempt = 2; isTaken(here); attempt++) here = accountId(number ?? name, currency, attempt);
    const isNamed = (wanted: string): boolean => this.#before.some((account) => normalText(account.name) === normalText(wanted));
    let shown = name;
    for (let next = 2; isNamed(shown); next++) shown = `${name} ${next}`;
    this.#opened.add(here);
    this.commit.append([openedEvent({ id: here, name: shown, currency, ...(number === undefined ? {} : { number }), ...(bank === undefined ? {} : { bank }) })]);
    return here;
  }

  #accountHere(id: string): string { return this.#accounts.get(id) ?? id; }
  #idHere(id: string): string { return this.#moved.get(id) ?? id; }

  /** What this home has a word of its own on. */
  #taught(): ReadonlySet<string> {
    const { knowledge } = this.model;
    return new Set([
      ...knowledge.categories().map(({ id }) => `category.added.v1 ${id}`), ...knowledge.rules().map(({ id }) => `rule.added.v1 ${id}`),
      ...knowledge.corrections().map(({ key }) => `merchant.taught.v1 ${key}`), ...knowledge.profiles().map(({ name }) => `profile.saved.v1 ${name}`),
      ...knowledge.budgets().map(({ kind, target, currency, from }) => `budget.set.v1 ${kind}:${target}/${currency} ${from}`),
    ]);
  }

  #here(event: NewEvent): NewEvent {
    return event.type === 'rule.added.v1' && event.payload.account !== undefined ? { ...event, payload: { ...event.payload, account: this.#accountHere(event.payload.account) } } : event;
  }
}

/** What an event of knowledge speaks of: no home needs two of the same. */
const wordOf = (event: NewEvent): string => (event.type === 'budget.set.v1' ? `${event.type} ${event.subject} ${event.payload.from}` : `${event.type} ${event.subject}`);
