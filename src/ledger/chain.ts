/**
 * The hash chain. STORED FORMAT, FROZEN: these functions define what every ledger's hashes mean.
 * An event's digest is salted, so a low-entropy payload cannot be guessed from it; a commit's digest covers the digests of
 * its arguments and events; the header's hash covers the digest and the previous header's hash. So a payload can be
 * erased, leaving its digest, and the chain still verifies.
 */
import * as crypto from 'node:crypto';

export const SALT_BYTES = 16;

export interface Header {
  readonly id: string;
  readonly device: string;
  readonly sequence: number;
  readonly clock: string;
  readonly command: string;
  readonly events: number;
  readonly digest: string;
  readonly previous: string;
}

const SEPARATOR = '\u001f';

/** SHA-256 of salt (hex), type, subject and payload -> hex. */
export const eventDigest = (saltHex: string, type: string, subject: string, payload: string): string =>
  crypto.hash('sha256', saltHex + SEPARATOR + type + SEPARATOR + subject + SEPARATOR + payload, 'hex');

/** Salt bytes -> the hex text that digests are made with. */
export const hexOf = (salt: Uint8Array): string => Buffer.from(salt.buffer, salt.byteOffset, salt.byteLength).toString('hex');

/** Commit arguments are hashed like an event's payload, under a type of their own. */
export const argumentsDigest = (salt: Uint8Array, json: string): string => eventDigest(hexOf(salt), 'arguments', '', json);

/** Collects a commit's digest: the arguments' first, then each event's, in order. */
export class CommitDigest {
  #hash = crypto.createHash('sha256');
  #waiting: string[] = [];
  add(digest: string): void {
    // One update per thousand digests: a call into the hash costs more than hashing 64 characters.
    if (this.#waiting.push(digest) >= 1000) this.#flush();
  }
  #flush(): void {
    this.#hash.update(this.#waiting.join(''));
    this.#waiting = [];
  }
  hex(): string {
    this.#flush();
    return this.#hash.digest('hex');
  }
  /** The same digests so far; what is added to one does not reach the other. */
  copy(): CommitDigest {
    this.#flush();
    const twin = new CommitDigest();
    twin.#hash = this.#hash.copy();
    return twin;
  }
}

/** SHA-256 of the header in its frozen field order -> hex. */
export function headerHash(h: Header): string {
  return crypto.hash('sha256', JSON.stringify([h.id, h.device, h.sequence, h.clock, h.command, h.events, h.digest, h.previous]), 'hex');
}
