/** The entries of an export that stand beside its transactions: each checked, then held until the rows are in. */
import * as z from 'zod';
import { checkRule } from '../../categories/rules.ts';
import { raise, tell } from '../../errors.ts';
import * as fields from '../../ledger/events/fields.ts';
import { ruleAddedV1 } from '../../ledger/events/knowledge.ts';
import type { NewEvent } from '../../ledger/events/list.ts';
import { statementImportedV1 } from '../../ledger/events/statement.ts';
import { doubtRaisedV2, transactionRecordedV2 } from '../../ledger/events/transaction.ts';
import type { RuleRow } from '../../read-model/rows.ts';
import type { Currency } from '../../values/currency.ts';
import type { Day } from '../../values/day.ts';
import type { Backup, BackupAccount, BackupTransfer } from '../backup.ts';
import type { Problem } from '../rows.ts';
import { type Element, parsed } from './elements.ts';
import { Unfit, exact } from './exact.ts';

/** All entries together have at most so many characters: they are held, so memory must have an end. */
const MOST = 100_000_000;
/** Names of things never hold control characters: the read model joins them by one. */
const id = fields.id.refine((text) => !/[\u0000-\u001f\u007f]/.test(text), 'it holds control characters');
const decimal = z.unknown().optional();

const account = z.object({ id, name: z.string().min(1), currency: fields.currency, number: z.string().nullish(), bank: z.string().nullish(), openingDay: fields.day.nullish(), openingDayBalance: decimal, closed: fields.day.nullish() });
const category = z.object({ id, label: z.string().min(1), group: id });
const rule = z.object({ ...ruleAddedV1.shape, id, category: id, amountMin: decimal, amountMax: decimal });
const correction = z.object({ merchant: z.string().min(1).max(200), category: id });
const budget = z.object({ kind: z.enum(['category', 'group']), target: id, currency: fields.currency, from: fields.month, amount: decimal, rollover: z.boolean() });
const layout = z.object({ name: z.string().min(1).max(200), profile: z.record(z.string(), z.json()) });
const statement = z.object({ ...statementImportedV1.shape, id });
const balances = z.object({ statement: id, account: id, days: z.array(z.tuple([fields.day, decimal])).max(1000) });
const transfer = z.object({ out: id, in: id, linked: z.boolean(), by: z.enum(['own', 'auto']).nullish() });
const doubt = z.object({ id, candidates: z.array(z.object(doubtRaisedV2.shape.candidates.element.shape)).min(1).max(20),
  draft: z.object({ ...transactionRecordedV2.shape, amount: decimal, original: z.object({ amount: decimal, currency: fields.currency, rate: fields.text.optional() }).optional() }) });

/** Member of the file -> what one of its entries is called. */
const LISTS = {
  accounts: 'account', categories: 'category', rules: 'rule', corrections: 'correction', budgets: 'budget', layouts: 'layout',
  statements: 'statement', balances: 'balance', transfers: 'transfer', doubts: 'doubtful row',
} as const;
type List = keyof typeof LISTS;
/** True for the name of a list of entries beside the transactions. */
export const isList = (member: string): member is List => Object.hasOwn(LISTS, member);

export class Beside {
  readonly problems: Problem[] = [];
  readonly accounts = new Map<string, BackupAccount>();
  #size = 0;
  /** What needs the accounts waits for the end of the file: its lists may come in any order. */
  readonly #waiting: (() => void)[] = [];
  readonly #knowledge: Record<'categories' | 'rest', NewEvent[]> = { categories: [], rest: [] };
  readonly #backup = { statements: [] as Backup['statements'][number][], balances: [] as Backup['balances'][number][], transfers: [] as BackupTransfer[], doubts: [] as Backup['doubts'][number][] };

  constructor(private readonly file: string) {}

  /** Takes an entry; one that is not as ft writes it becomes a problem. */
  add(list: List, element: Element): void {
    if ((this.#size += element.json.length + 50) > MOST) raise('statement-hostile', { file: this.file, line: element.line, why: 'it holds more beside its transactions than any ledger' });
    const value = parsed(element.json, this.file, element.line);
    const attempt = (work: () => void): void => this.#attempt(list, element, work);
    attempt(() => this.#take(list, value, (work) => void this.#waiting.push(() => attempt(work))));
  }

  /** All of it, once the whole file was read. */
  finish(complete: boolean): Backup {
    for (const work of this.#waiting.splice(0)) work();
    return { complete, accounts: [...this.accounts.values()], knowledge: [...this.#knowledge.categories, ...this.#knowledge.rest], ...this.#backup };
  }

  #attempt(list: List, { line, number, json }: Element, work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof Unfit)) throw error;
      this.problems.push({ line, reason: `${LISTS[list]} ${number}: ${error.message}`, excerpt: json.slice(0, 120) });
    }
  }

  #take(list: List, value: unknown, later: (work: () => void) => void): void {
    switch (list) {
      case 'accounts': return this.#account(fitting(account, value));
      case 'categories': {
        const { id: subject, ...payload } = fitting(category, value);
        return void this.#knowledge.categories.push({ type: 'category.added.v1', subject, payload });
      }
      case 'rules': return this.#rule(fitting(rule, value));
      case 'corrections': {
        const told = fitting(correction, value);
        return void this.#knowledge.rest.push({ type: 'merchant.taught.v1', subject: told.merchant, payload: { category: told.category } });
      }
      case 'budgets': {
        const { kind, target, currency, from, amount, rollover } = fitting(budget, value);
        const limit = amount === null ? null : exact(amount, currency as Currency, 'amount');
        return void this.#knowledge.rest.push({ type: 'budget.set.v1', subject: `${kind}:${target}/${currency}`, payload: { amount: limit, from, rollover } });
      }
      case 'layouts': {
        const { name, profile } = fitting(layout, value);
        return void this.#knowledge.rest.push({ type: 'profile.saved.v1', subject: name, payload: { profile } });
      }
      case 'statements': {
        const { id: subject, ...detail } = fitting(statement, value);
        return later(() => void (this.#currencyOf(detail.account), this.#backup.statements.push({ id: subject, detail })));
      }
      case 'balances': {
        const { statement: subject, account: of, days } = fitting(balances, value);
        return later(() => {
          const currency = this.#currencyOf(of);
          this.#backup.balances.push({ statement: subject, payload: { account: of, days: days.map(([day, amount]) => [day, exact(amount, currency, 'balance')]) } });
        });
      }
      case 'transfers': {
        const told = fitting(transfer, value);
        if (told.out === told.in) throw new Unfit('it names one transaction twice');
        return void this.#backup.transfers.push({ out: told.out, in: told.in, linked: told.linked, by: told.by ?? 'auto' });
      }
      case 'doubts': {
        const { id: subject, draft: { original, amount, ...draft }, candidates } = fitting(doubt, value);
        return later(() => {
          const currency = this.#currencyOf(draft.account);
          if (currency !== draft.currency) throw new Unfit(`its currency is ${draft.currency}, that of its account ${currency}`);
          const bought = original && { ...original, amount: exact(original.amount, original.currency as Currency, 'original amount') };
          this.#backup.doubts.push({ id: subject, payload: { candidates, draft: { ...draft, amount: exact(amount, currency, 'amount'), ...(bought ? { original: bought } : {}) } } });
        });
      }
    }
  }

  #account(told: z.infer<typeof account>): void {
    if (this.accounts.has(told.id)) throw new Unfit(`its id ${told.id} stands there twice`);
    const { id: own, name, number, bank, openingDay, openingDayBalance, closed } = told;
    const currency = told.currency as Currency;
    const opening = openingDay ? { balance: exact(openingDayBalance, currency, 'balance on the opening day'), day: openingDay as Day } : undefined;
    this.accounts.set(own, { id: own, name, currency, ...(number ? { number } : {}), ...(bank ? { bank } : {}), ...(opening ? { opening } : {}), ...(closed ? { closed: closed as Day } : {}) });
  }

  #rule({ id: subject, amountMin, amountMax, ...rest }: z.infer<typeof rule>): void {
    // Without a currency of its own a rule means minor units of whatever a row is in.
    const bound = (amount: unknown): number | undefined => {
      if (amount === undefined) return undefined;
      if (rest.currency !== undefined) return exact(amount, rest.currency as Currency, 'amount');
      if (!Number.isSafeInteger(amount)) throw new Unfit('its amount is in no currency');
      return amount as number;
    };
    const [min, max] = [bound(amountMin), bound(amountMax)];
    const payload = { ...rest, ...(min === undefined ? {} : { amountMin: min }), ...(max === undefined ? {} : { amountMax: max }) };
    const checked = checkRule({ id: subject, ...payload } as RuleRow);
    if (!checked.ok) throw new Unfit(tell(checked.error).message);
    this.#knowledge.rest.push({ type: 'rule.added.v1', subject, payload });
  }

  #currencyOf(wanted: string): Currency {
    const found = this.accounts.get(wanted);
    if (!found) throw new Unfit(`its account ${wanted.slice(0, 40)} is not in the file`);
    return found.currency;
  }
}

/** A value as the schema has it. Throws Unfit with the first thing that is wrong. */
function fitting<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Unfit(`it is not as ft writes it (${[issue?.path.join('.'), issue?.message].filter(Boolean).join(': ')})`);
}
