/** A conversation with a bank that is written down in the test: what is asked, what was kept, and the pages that lie on disk then. */
import type { ApiAnswer, ApiRequest, Calling, FeedAccount } from '../../../../src/intake/providers/provider.ts';
import { BankTrouble } from '../../../../src/intake/providers/trouble.ts';
import type { KeptPage, SecretBundle } from '../../../../src/values/keeping.ts';
import { expect } from 'vitest';

/** What a bank says: a status and a body; an object goes out as JSON. */
export interface Said { readonly status?: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }

export interface Conversation {
  readonly calling: Calling;
  readonly asked: ApiRequest[];
  readonly pages: KeptPage[];
  /** Bundles in the order they were kept, each with the count of requests before it. */
  readonly kept: { readonly after: number; readonly secrets: SecretBundle }[];
  slept: number;
}

/** Bytes of a body as a bank sends it. */
export const bytesOf = (body: unknown): Uint8Array => (body instanceof Uint8Array ? body : new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body ?? {})));

/** A page as it lies on disk. */
export const pageOf = (endpoint: string, body: unknown, status = 200): KeptPage => ({ endpoint, status, mediaType: 'application/json', body: bytesOf(body) });

/** `answer`: says what the bank answers to a request; `now`: Unix milliseconds. */
export function conversation(options: { readonly base: string; readonly secrets?: SecretBundle; readonly now?: () => number; readonly answer: (request: ApiRequest, count: number) => Said; readonly psu?: Readonly<Record<string, string>> }): Conversation {
  let secrets: SecretBundle = options.secrets ?? {};
  let dice = 0;
  const said: Conversation = {
    asked: [], pages: [], kept: [], slept: 0,
    calling: {
      base: options.base, now: options.now ?? (() => Date.parse('2026-03-18T12:00:00Z')), random: (count) => Uint8Array.from({ length: count }, () => (dice++ * 37) & 0xff), psu: options.psu ?? {},
      get secrets() { return secrets; },
      async keep(more) {
        secrets = { ...secrets, ...more };
        said.kept.push({ after: said.asked.length, secrets: more });
      },
      async sleep(milliseconds) { said.slept += milliseconds; },
      async send(request): Promise<ApiAnswer> {
        said.asked.push(request);
        const { status = 200, body, headers = {} } = options.answer(request, said.asked.length);
        const mediaType = headers['content-type'] ?? 'application/json';
        if (request.isData) said.pages.push({ endpoint: request.endpoint, status, mediaType, body: bytesOf(body) });
        return { status, headers, mediaType, bytes: bytesOf(body) };
      },
    },
  };
  return said;
}

/** The query of a request, whatever comes before it. */
export const queryOf = ({ path }: ApiRequest): URLSearchParams => new URLSearchParams(path.slice(path.indexOf('?') + 1));

/** The trouble that work ends with; a test fails where there is none. */
export async function troubleOf(work: () => unknown): Promise<BankTrouble> {
  try {
    await work();
  } catch (error) {
    expect(error).toBeInstanceOf(BankTrouble);
    return error as BankTrouble;
  }
  throw new Error('there was no trouble');
}

/** A current account in kroner. */
export const KARI: FeedAccount = { key: '12345678903', handle: 'k-1', number: 'NO7212345678903', name: 'Brukskonto', currency: 'NOK' as NonNullable<FeedAccount['currency']>, kind: 'current' };
