/** A provider's `Calling` against the simulator in process, for tests of providers alone: secrets in memory, pages in a list. */
import type { ApiAnswer, Calling } from '../../src/intake/providers/provider.ts';
import type { KeptPage, SecretBundle } from '../../src/values/keeping.ts';
import type { FaceId } from './contract.ts';
import { hexOf } from './dice.ts';
import { httpOf, ORIGIN } from './in-process.ts';
import type { Simulator } from './simulator.ts';

export interface Asked {
  readonly calling: Calling;
  /** Answers with the person's data since the last call of `clear`. */
  readonly pages: readonly KeptPage[];
  clear(): void;
  /** What the provider kept, in the order of keeping. */
  readonly kept: readonly SecretBundle[];
}

/** Simulator, face and secrets -> what a provider is given. `psu`: headers that say that the person is there. */
export function asking(simulator: Simulator, face: FaceId, given: SecretBundle, psu: Readonly<Record<string, string>> = {}): Asked {
  const http = httpOf(simulator);
  const base = `${ORIGIN}/${face}`;
  let secrets = given;
  let drawn = 0;
  const pages: KeptPage[] = [];
  const kept: SecretBundle[] = [];
  const calling: Calling = {
    base, psu, now: () => simulator.state.now, random: (count) => Buffer.from(hexOf(`${simulator.state.seed}/random/${++drawn}`, 64), 'hex').subarray(0, count),
    get secrets() { return secrets; },
    async keep(more) {
      kept.push(more);
      secrets = { ...secrets, ...more };
    },
    async send({ method, path, headers = {}, body, endpoint, isData }): Promise<ApiAnswer> {
      const answer = await http({ method, url: /^https?:/.test(path) ? path : `${base}${path}`, headers, ...(body === undefined ? {} : { body }), ...(secrets['certificate'] && secrets['key'] ? { identity: { certificate: secrets['certificate'], key: secrets['key'] } } : {}) });
      const mediaType = (answer.headers['content-type'] ?? '').toLowerCase();
      if (isData) pages.push({ endpoint, status: answer.status, mediaType, body: answer.body });
      return { status: answer.status, headers: answer.headers, mediaType, bytes: answer.body };
    },
    async sleep(milliseconds) { simulator.advance(milliseconds); },
  };
  return { calling, pages, kept, clear: () => { pages.length = 0; } };
}
