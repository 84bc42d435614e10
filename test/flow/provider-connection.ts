/** A provider of ft connected with a simulated bank in one process: what it keeps, asks and reads, without the engine around it. */
import { FailureError } from '../../src/errors.ts';
import type { BankProfile } from '../../src/intake/providers/banks.ts';
import type { BankOffer, Calling, ConsentWish, FeedAccount, Fetched, FeedReading, FetchWindow, Granted, Provider } from '../../src/intake/providers/provider.ts';
import { BankTrouble } from '../../src/intake/providers/trouble.ts';
import type { KeptPage, SecretBundle } from '../../src/values/keeping.ts';
import { type Day, addDays } from '../../src/values/day.ts';
import type { Http } from '../../src/values/network.ts';
import type { FaceId, View } from '../bank-simulator/contract.ts';
import { httpOf, ORIGIN } from '../bank-simulator/in-process.ts';
import { bookedBalance, expectedRows, toleratedRows } from '../bank-simulator/ledger.ts';
import { osloDay } from '../bank-simulator/oslo.ts';
import { logIn } from '../bank-simulator/person.ts';
import type { Simulator } from '../bank-simulator/simulator.ts';

/** Headers of a person who is there. */
export const PSU = { 'psu-ip-address': '203.0.113.7', 'psu-user-agent': 'ft' } as const;

export class Connection {
  secrets: SecretBundle;
  pages: KeptPage[] = [];
  /** Names of secrets in the order in which they were kept. */
  readonly keptNames: string[] = [];
  private drawn = 0;
  /** `http`: other than the simulator in this process. */
  constructor(readonly simulator: Simulator, readonly provider: Provider, readonly base: string, secrets: SecretBundle = {}, private readonly http: Http = httpOf(simulator)) { this.secrets = secrets; }

  calling(psu: Readonly<Record<string, string>> = {}): Calling {
    const connection = this;
    return {
      base: this.base, psu,
      now: () => this.simulator.state.now,
      random: (count) => Uint8Array.from({ length: count }, () => (this.drawn = (this.drawn * 73 + 41) % 251)),
      get secrets() { return connection.secrets; },
      keep: async (more) => {
        this.keptNames.push(...Object.keys(more));
        this.secrets = { ...this.secrets, ...more };
      },
      sleep: async (milliseconds) => this.simulator.advance(milliseconds),
      send: async ({ method, path, headers, body, endpoint, isData }) => {
        const url = /^https?:/.test(path) ? path : `${this.base}${path}`;
        const { certificate, key, authority } = this.secrets;
        const identity = certificate && key ? { certificate, key, ...(authority && { authority }) } : undefined;
        const answer = await this.http({ method, url, ...(headers && { headers }), ...(body !== undefined && { body }), ...(identity && { identity }) });
        const mediaType = (answer.headers['content-type'] ?? '').toLowerCase();
        if (isData) this.pages.push({ endpoint, status: answer.status, mediaType, body: answer.body });
        return { status: answer.status, headers: answer.headers, mediaType, bytes: answer.body };
      },
    };
  }

  /** The whole way to a consent, with the person at the bank's page. */
  async connect(bank: BankOffer | undefined, { how = 'allow', redirectUrl = 'http://localhost:8123/callback' }: { readonly how?: 'allow' | 'cancel'; readonly redirectUrl?: string } = {}): Promise<Granted> {
    const wish: ConsentWish = { bank, redirectUrl, state: `state-${++this.drawn}-${this.simulator.state.ids}`, language: 'nb' };
    const begun = await this.provider.begin(this.calling(PSU), wish);
    this.secrets = { ...this.secrets, ...begun.keep };
    const redirected = begun.url === undefined ? undefined : logIn(this.simulator, begun.url, how);
    const granted = await this.provider.finish(this.calling(PSU), begun, redirected, wish);
    this.secrets = { ...this.secrets, ...granted.keep };
    return granted;
  }

  /** One fetch, read back from its stored pages alone. */
  async fetched(account: FeedAccount, bank: BankProfile, window: Partial<FetchWindow> = {}, psu: Readonly<Record<string, string>> = {}): Promise<{ readonly fetched: Fetched; readonly reading: FeedReading }> {
    this.pages = [];
    const today = osloDay(this.simulator.state.now);
    const fetched = await this.provider.fetch(this.calling(psu), account, { from: addDays(today, -80), to: today, isDeepest: false, ...window }, bank, true);
    return { fetched, reading: this.provider.read(this.pages, account, bank) };
  }
}

export const baseOf = (face: FaceId, below = ''): string => `${ORIGIN}/${face}${below}`;

const counted = (rows: readonly { readonly day: string; readonly amount: number }[]): Map<string, number> => {
  const found = new Map<string, number>();
  for (const { day, amount } of rows) found.set(`${day} ${amount}`, (found.get(`${day} ${amount}`) ?? 0) + 1);
  return found;
};

/** What a reading of an account lacks of the books, and has beside them, in days and minor units. Rows that the bank shows as booked though they are held are let pass. */
export function against(simulator: Simulator, view: View, account: string, { booked }: Pick<FeedReading, 'booked'>, from: Day, to: Day): { readonly missing: readonly string[]; readonly beside: readonly string[] } {
  const inside = ({ day }: { readonly day: string }): boolean => day >= from && day <= to;
  const instant = simulator.state.now;
  const truth = simulator.truth(view);
  const expected = counted(expectedRows(truth, view, account, instant).filter(inside));
  const tolerated = counted(toleratedRows(truth, view, account, instant));
  const read = counted(booked.map(({ bookingDate, amount }) => ({ day: bookingDate, amount })).filter(inside));
  const less = (a: Map<string, number>, b: Map<string, number>): string[] => [...a].flatMap(([key, count]) => Array.from({ length: Math.max(0, count - (b.get(key) ?? 0)) }, () => key));
  return { missing: less(expected, read), beside: less(read, new Map([...expected].map(([key, count]) => [key, count + (tolerated.get(key) ?? 0)] as const).concat([...tolerated].filter(([key]) => !expected.has(key))))) };
}

/** Booked balance of an account as it really is now. */
export function trueBalance(simulator: Simulator, view: View, account: string): number {
  const instant = simulator.state.now;
  return bookedBalance(simulator.truth(view), view, account, instant, addDays(osloDay(instant), 1));
}

/** Key of the true account that a feed account is, by its number. */
export function trueKey(simulator: Simulator, view: View, { number = '', name = '' }: FeedAccount): string {
  const digits = number.replace(/\D/g, '');
  const found = simulator.truth(view).accounts.find((one) => (digits === '' ? name.endsWith(one.name) : one.iban === number || one.bban === digits));
  if (!found) throw new Error(`no account ${number} ${name}`);
  return found.key;
}

/** The trouble or failure that a question ends with: its kind or code, and until when to wait. Fails where it goes well. */
export async function troubleOf(asked: Promise<unknown>): Promise<{ readonly kind: string; readonly until: number | undefined; readonly says: string }> {
  try {
    await asked;
  } catch (error) {
    if (error instanceof BankTrouble) return { kind: error.kind, until: error.until, says: error.says };
    if (error instanceof FailureError) return { kind: error.failure.code, until: undefined, says: '' };
    throw error;
  }
  throw new Error('it went well');
}
