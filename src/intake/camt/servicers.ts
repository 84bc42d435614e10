/** The bank and the country of a file's accounts, where all of them agree. */
import { bankOf, countryOf } from '../statements/bic.ts';
import type { Statement } from './statement.ts';

/** Follows who keeps the accounts of a file. */
export class Servicers {
  #bank: string | undefined;
  #country: string | undefined;
  #banksDiffer = false;
  #countriesDiffer = false;

  /** Takes a statement after its last element. One that names no bank contradicts none. */
  add({ servicer, account }: Pick<Statement, 'servicer' | 'account'>): void {
    const bank = servicer?.name ?? (servicer?.bic === undefined ? undefined : bankOf(servicer.bic));
    if (bank !== undefined && bank !== (this.#bank ??= bank)) this.#banksDiffer = true;
    const country = countryOf(servicer?.bic, account);
    if (country !== undefined && country !== (this.#country ??= country)) this.#countriesDiffer = true;
  }

  /** As the file names it, else by the BIC; undefined where it names none, or several. */
  get bank(): string | undefined { return this.#banksDiffer ? undefined : this.#bank; }
  /** Two letters, ISO 3166-1. */
  get country(): string | undefined { return this.#countriesDiffer ? undefined : this.#country; }
}
