/** FNV-1a, 32 bits (draft-eastlake-fnv): a quick hash that is the same everywhere, for tables; it proves nothing. */

/** Part of a text -> its hash over the UTF-8 bytes. Exact for letters of two bytes at most; a further letter is hashed in two steps as well. */
export function fnv1a(text: string, from = 0, to = text.length): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80) hash = Math.imul(hash ^ code, 0x01000193);
    else {
      hash = Math.imul(hash ^ (0xc0 | (code >> 6)), 0x01000193);
      hash = Math.imul(hash ^ (0x80 | (code & 0x3f)), 0x01000193);
    }
  }
  return hash >>> 0;
}
