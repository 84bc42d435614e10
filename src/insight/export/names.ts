/** Account names of plain-text accounting, made safe for each program and never shared by two things. */
import type { ExportSource, Place } from './entries.ts';

/** Text -> one component of an account name; '' where nothing usable is left. */
export type Component = (text: string) => string;

/** hledger: letters of any script, single blanks inside; no colon, no bracket or sign that would begin something else. */
export const hledgerComponent: Component = (text) =>
  text.normalize('NFC').replace(/[^\p{L}\p{N}\p{M}._&+/-]+/gu, ' ').replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');

const FOLDS: Readonly<Record<string, string>> = { æ: 'ae', Æ: 'Ae', ø: 'o', Ø: 'O', œ: 'oe', Œ: 'Oe', ß: 'ss', đ: 'd', Đ: 'D', ł: 'l', Ł: 'L', þ: 'th', Þ: 'Th', ð: 'd', Ð: 'D' };

/** beancount: ASCII letters, digits and hyphens, beginning with a capital or a digit. */
export const beancountComponent: Component = (text) => {
  const ascii = text.replace(/[æÆøØœŒßđĐłŁþÞðÐ]/g, (letter) => FOLDS[letter] ?? '').normalize('NFKD').replace(/\p{M}+/gu, '');
  const joined = ascii.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  return joined.charAt(0).toUpperCase() + joined.slice(1);
};

const ROOTS = { income: 'Income', spending: 'Expenses', neutral: 'Equity' } as const;

/** Gives each place one name, the same every time, and a numbered one where two would be alike. */
export class AccountNames {
  readonly #source: ExportSource;
  readonly #component: Component;
  readonly #names = new Map<string, string>();
  readonly #taken = new Set<string>();

  constructor(source: ExportSource, component: Component) {
    this.#source = source;
    this.#component = component;
    for (const kind of ['opening', 'transfers'] as const) this.of({ kind });
    for (const account of source.accounts) this.of({ kind: 'own', account: account.id });
  }

  /** Place -> account name. */
  of(place: Place): string {
    const key = this.#key(place);
    let name = this.#names.get(key);
    if (name === undefined) {
      const wanted = this.#wanted(place);
      name = wanted;
      for (let i = 2; this.#taken.has(name.toLowerCase()); i++) name = `${wanted}-${i}`;
      this.#taken.add(name.toLowerCase());
      this.#names.set(key, name);
    }
    return name;
  }

  #key(place: Place): string {
    if (place.kind === 'own') return `own\u001f${place.account}`;
    if (place.kind !== 'category') return place.kind;
    return place.category === 'uncategorized' ? `uncategorized\u001f${place.direction}` : `category\u001f${place.category}`;
  }

  #wanted(place: Place): string {
    const named = (...texts: readonly string[]): string => {
      for (const text of texts) if (this.#component(text) !== '') return this.#component(text);
      return 'Unnamed';
    };
    switch (place.kind) {
      case 'own': {
        const account = this.#source.accounts.find(({ id }) => id === place.account);
        return `Assets:Bank:${named(account?.name ?? '', account?.number ?? '', place.account)}`;
      }
      case 'opening': return `Equity:${named('Opening Balances')}`;
      case 'transfers': return 'Equity:Transfers';
      case 'category': {
        if (place.category === 'uncategorized') return `${place.direction === 'in' ? 'Income' : 'Expenses'}:Uncategorized`;
        const { label, group, groupLabel, kind } = this.#source.category(place.category);
        return `${ROOTS[kind]}:${named(groupLabel, group)}:${named(label, place.category)}`;
      }
    }
  }
}
