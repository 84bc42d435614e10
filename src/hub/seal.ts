/**
 * What a sealed hub holds: XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha) over each commit's header and each event by itself, so that one can be erased.
 * The nonce is random and stands before the text; place and device are bound in, so that nothing can be put elsewhere unseen.
 */
import { createHmac, hkdfSync } from 'node:crypto';
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { raise } from '../errors.ts';
import type { Random } from '../values/ambient.ts';

const NONCE = 24;

export class Seal {
  readonly #key: Uint8Array;
  readonly #tags: Uint8Array;

  /** `seed`: what the code of the hub holds. */
  constructor(seed: Uint8Array, private readonly random: Random) {
    const derived = (purpose: string): Uint8Array => new Uint8Array(hkdfSync('sha256', seed, '', `finance-tracker hub 1: ${purpose}`, 32));
    this.#key = derived('seal');
    this.#tags = derived('tags');
  }

  /** What a hub is known by to those who have its key, and tells nobody else anything. */
  get keyCheck(): string { return this.tag('key check'); }

  /** A hash that only those who have the key can make: two are equal where the texts are. Hex. */
  tag(text: string): string { return createHmac('sha256', this.#tags).update(text).digest('hex'); }

  /** `place`: what it is bound to. */
  close(value: unknown, place: string): Uint8Array {
    const nonce = this.random(NONCE);
    const sealed = xchacha20poly1305(this.#key, nonce, Buffer.from(place)).encrypt(Buffer.from(JSON.stringify(value)));
    return Buffer.concat([nonce, sealed]);
  }

  /** Fails by 'hub-refused' where it was sealed for another place, with another key, or was changed. */
  open(bytes: Uint8Array, place: string, host: string): unknown {
    try {
      return JSON.parse(Buffer.from(xchacha20poly1305(this.#key, bytes.subarray(0, NONCE), Buffer.from(place)).decrypt(bytes.subarray(NONCE))).toString());
    } catch {
      return raise('hub-refused', { host, why: 'what it holds was not sealed by a device of this ledger, or was changed' });
    }
  }
}
