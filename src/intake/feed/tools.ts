/** What a feed is worked with: the ledger, the machine, and whether anybody is there. */
import type { Cascade } from '../../categories/cascade.ts';
import type { Draft } from '../../ledger/append.ts';
import type { Json } from '../../ledger/canonical-json.ts';
import type { ReadModel } from '../../read-model/read-model.ts';
import type { BankMachine } from '../../values/bank-machine.ts';
import type { Day } from '../../values/day.ts';
import type { Provider } from '../providers/provider.ts';

export interface Writing { readonly commit: Draft; readonly model: ReadModel }

export interface FeedTools {
  /** The ledger as it is now; one is made where there is none. */
  model(): Promise<ReadModel>;
  /** One commit, as `App.write`. */
  write<T>(request: { readonly command: string; readonly arguments: Json }, work: (writing: Writing) => T | Promise<T>): Promise<{ readonly value: T; readonly commit: { readonly id: string; readonly number: number } | undefined }>;
  cascade(model: ReadModel): Promise<Cascade>;
  readonly machine: BankMachine;
  /** Provider id -> the provider. Raises 'provider-unknown'. */
  provider(id: string): Promise<Provider>;
  /** Where its servers are. Raises 'config-invalid', 'bank-url-refused'; undefined where nobody says. */
  baseUrlOf(provider: Provider): Promise<string | undefined>;
  today(): Day;
  /** Unix milliseconds -> "2026-03-31 18:00" here. */
  minuteOf(unixMs: number): string;
  /** A person started this and is there: requests may say so. */
  readonly isAttended: boolean;
  /** Name of this program and its version, as requests give it. */
  readonly userAgent: string;
  readonly language: 'en' | 'nb';
  progress(label: string, done: number, total: number): void;
}
