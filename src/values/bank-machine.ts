/** What talking to banks needs of the machine, as one parameter: `machine/bank-machine.ts` puts it together, tests stand in for it. */
import type { Random, WallClock } from './ambient.ts';
import type { Answers, Secrets } from './keeping.ts';
import type { Http, RedirectListener } from './network.ts';

export interface BankMachine {
  readonly http: Http;
  /** Chosen at the first call, the same ever after. Raises 'config-invalid'. */
  secrets(): Promise<Secrets>;
  readonly answers: Answers;
  /** Takes a lock that no other process has, and gives back what releases it; undefined where another one has it. It goes with its process, however that ends. */
  lock(name: string): (() => void) | undefined;
  /** Waits for the browser on this port of this machine, any free one unless said. Raises 'usage' where the port is taken. */
  listen(port?: number): Promise<RedirectListener>;
  /** Address of this machine in its network; undefined where it has none. */
  ownAddress(): string | undefined;
  /** Where the person says that a provider's servers are, without a slash at its end; undefined where nothing is said. Raises 'config-invalid', 'bank-url-refused'. */
  baseUrlOf(provider: string): string | undefined;
  /** Days that raw answers of banks are kept. Raises 'config-invalid'. */
  keepDays(): number;
  readonly now: WallClock;
  readonly random: Random;
  sleep(milliseconds: number): Promise<void>;
}
