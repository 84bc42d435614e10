/** Which accounts of a plain-text ledger are the person's own: told by the first part of their names, which no export types. */
import { raise } from '../../errors.ts';
import { foldedText } from '../../values/text.ts';

/** `own`: a row of it is a row here. `category`: what an own posting was for. `equity`: where opening balances come from. `virtual`: no money moved. */
export type AccountKind = 'own' | 'category' | 'equity' | 'virtual';

const words = (list: string): readonly string[] => list.split(/,\s*/);
/** As hledger knows them (hledger manual, "Account types"), and the same words in other languages, folded. */
const OWN = words(`assets, asset, liabilities, liability, debts, debt, eiendeler, eiendel, gjeld, tillgangar, tillgang, skulder, aktiver, aktiv, gaeld, aktiva, vermogen, verbindlichkeiten, passiva, bezittingen, schulden,
  activa, actif, actifs, passif, passifs, dettes, activo, activos, pasivo, pasivos, ativo, ativos, passivo, passivos, attivita, passivita, varat, vastaavaa, velat, vastattavaa`);
const CATEGORY = words(`expenses, expense, income, incomes, revenues, revenue, utgifter, utgift, kostnader, inntekter, inntekt, inkomster, intakter, udgifter, indtaegter, ausgaben, aufwand, aufwendungen, einnahmen, einkommen,
  ertrage, ertrag, uitgaven, kosten, inkomsten, depenses, charges, revenus, recettes, produits, gastos, ingresos, despesas, receitas, spese, uscite, entrate, menot, kulut, tulot`);
const EQUITY = words('equity, egenkapital, eget kapital, eigenkapital, eigen vermogen, capitaux propres, patrimonio, capital, oma paaoma');
const KNOWN: ReadonlyMap<string, AccountKind> = new Map([...OWN.map((word) => [word, 'own'] as const), ...CATEGORY.map((word) => [word, 'category'] as const), ...EQUITY.map((word) => [word, 'equity'] as const)]);

/** Account names that are remembered. */
const REMEMBERED = 50_000;

export class AccountKinds {
  readonly #own: readonly string[];
  readonly #kinds = new Map<string, AccountKind | undefined>();

  /** `own`: beginnings of account names, by whole parts, that the person calls their own; what is unknown beside them is a category. */
  constructor(own: readonly string[]) {
    this.#own = own.map(foldedText);
  }

  /** Account name -> its kind; undefined where its first part says nothing. Names in brackets are virtual postings. */
  of(account: string): AccountKind | undefined {
    if (this.#kinds.has(account)) return this.#kinds.get(account);
    const kind = this.#kindOf(account);
    if (this.#kinds.size < REMEMBERED) this.#kinds.set(account, kind);
    return kind;
  }

  #kindOf(account: string): AccountKind | undefined {
    if (/^[([]/.test(account)) return 'virtual';
    const folded = foldedText(account);
    if (this.#own.some((own) => folded === own || folded.startsWith(`${own}:`))) return 'own';
    const known = KNOWN.get(folded.split(':', 1)[0]!.trim());
    return known ?? (this.#own.length > 0 ? 'category' : undefined);
  }

  /** Fails by 'column-ambiguous' when the kind of an account is not known: its rows would be missing, or counted as the person's. */
  demand(file: string, account: string): void {
    if (this.of(account) !== undefined) return;
    const top = account.split(':', 1)[0]!.slice(0, 60);
    raise('column-ambiguous', { file, column: 'account', readings: [`an account of yours ("${top}")`, 'a category'], flag: `--own "${top}", or --own with the accounts that are yours` });
  }
}

/** "expenses:food:groceries" -> "food: groceries", a category as budgeting programs name it; undefined where nothing stands behind the first part. */
export function categoryIn(account: string): string | undefined {
  const parts = account.split(':').slice(1).map((part) => part.trim()).filter(Boolean);
  return parts.length === 0 ? undefined : parts.join(': ');
}
