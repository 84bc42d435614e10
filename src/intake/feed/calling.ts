/** One conversation with a bank: every request is written down before it goes out, and data is on disk before it is read. */
import { raise } from '../../errors.ts';
import type { FeedMemory, FeedCall } from '../../read-model/feed-memory.ts';
import type { KeptFetch, SecretBundle } from '../../values/keeping.ts';
import type { ApiAnswer, ApiRequest, Calling, Provider } from '../providers/provider.ts';
import type { FeedTools } from './tools.ts';

export interface Conversation {
  readonly connection: string;
  /** Without a slash at its end; a function where the secrets as they are then tell it. */
  readonly base: string | ((secrets: SecretBundle) => string);
  readonly purpose: FeedCall['purpose'];
  /** Where answers that are data go; undefined where none is asked for. */
  readonly kept: KeptFetch | undefined;
  /** Secrets of the connection; they are kept under its id. */
  readonly secrets: SecretBundle;
  readonly feeds: Pick<FeedMemory, 'sends' | 'answered'>;
  /** Nothing is agreed yet: what the provider keeps stays in memory, so that whoever gives up leaves nothing behind. */
  readonly isProvisional?: boolean;
}

/** A conversation as providers hold it. Fails by what `Http` raises, and by 'bank-redirected' for an address of another origin. */
export function callingFor(tools: FeedTools, { connection, base, purpose, kept, secrets: before, feeds, isProvisional = false }: Conversation): Calling {
  let secrets = before;
  const { machine } = tools;
  const baseNow = (): string => (typeof base === 'string' ? base : base(secrets));
  return {
    get base() { return baseNow(); },
    now: machine.now, random: machine.random, psu: psuHeaders(tools), sleep: (milliseconds) => machine.sleep(milliseconds),
    get secrets() { return secrets; },
    async keep(more) {
      secrets = { ...secrets, ...more };
      if (!isProvisional) await (await machine.secrets()).set(connection, secrets);
    },
    async send(request: ApiRequest): Promise<ApiAnswer> {
      const url = addressOf(baseNow(), request.path);
      const number = feeds.sends({ connection, account: request.account ?? null, endpoint: request.endpoint, at: machine.now(), attended: tools.isAttended, purpose });
      const { status, headers, body } = await machine.http({
        method: request.method, url, headers: { 'user-agent': tools.userAgent, ...request.headers }, ...(request.body === undefined ? {} : { body: request.body }), ...identityOf(secrets),
      });
      feeds.answered(number, status);
      const mediaType = (headers['content-type'] ?? '').toLowerCase();
      if (request.isData) kept?.keep({ endpoint: request.endpoint, status, mediaType, body });
      return { status, headers, mediaType, bytes: body };
    },
  };
}

/** Where requests go: what is set, else the provider's own address, else what the secrets of the connection say; '' where they say nothing. */
export async function baseFor(tools: Pick<FeedTools, 'baseUrlOf'>, provider: Provider): Promise<Conversation['base']> {
  return (await tools.baseUrlOf(provider)) ?? ((secrets) => (provider.baseOf?.(secrets) ?? secrets['baseUrl'] ?? '').replace(/\/+$/, ''));
}

/** Path below the base, or an address of its origin. */
function addressOf(base: string, path: string): string {
  if (!/^[a-z][a-z0-9+.-]*:/i.test(path)) return base + path;
  const [from, to] = [new URL(base), new URL(path)];
  return from.origin === to.origin ? to.href : raise('bank-redirected', { host: from.host, to: to.host });
}

/** The headers that say that a person asks; none while nobody is there, and none that would be invented. */
function psuHeaders({ isAttended, machine, userAgent, language }: FeedTools): Readonly<Record<string, string>> {
  const address = isAttended ? machine.ownAddress() : undefined;
  return address === undefined ? {} : { 'psu-ip-address': address, 'psu-user-agent': userAgent, 'psu-accept': 'application/json', 'psu-accept-language': language, 'psu-accept-charset': 'utf-8', 'psu-accept-encoding': 'gzip' };
}

/** Mutual TLS, where the connection has a certificate. */
const identityOf = ({ certificate, key, authority }: SecretBundle) =>
  (certificate && key ? { identity: { certificate, key, ...(authority ? { authority } : {}) } } : {});
