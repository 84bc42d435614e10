/** The shared texts of a BIFF8 workbook (SST record, [MS-XLS] 2.4.265): whether they end where their record does. */

const IS_WIDE = 1;
const HAS_EXTRA = 4;
const HAS_RUNS = 8;

/** The record and those that continue it, without their headers -> true when every text is whole. The library reads past the end of one that is not, for ever. */
export function areWhole(parts: readonly Buffer[]): boolean {
  const bytes = Buffer.concat(parts);
  if (bytes.length < 8) return false;
  const edges = new Set<number>();
  let edge = 0;
  for (const part of parts) edges.add((edge += part.length));
  const order = [...edges];
  let next = 0;
  let at = 8;
  for (let left = bytes.readUInt32LE(4); left > 0 && at < bytes.length; left--) {
    if (at + 3 > bytes.length) return false;
    let letters = bytes.readUInt16LE(at);
    let flags = bytes[at + 2]!;
    at += 3;
    let behind = 0;
    if (flags & HAS_RUNS) {
      if (at + 2 > bytes.length) return false;
      behind += 4 * bytes.readUInt16LE(at);
      at += 2;
    }
    if (flags & HAS_EXTRA) {
      if (at + 4 > bytes.length) return false;
      behind += bytes.readUInt32LE(at);
      at += 4;
    }
    while (letters > 0) {
      if (at >= bytes.length) return false;
      // a text that goes on in the next part says anew how wide its letters are
      if (edges.has(at)) flags = bytes[at++]!;
      while (order[next]! <= at && next < order.length - 1) next++;
      const width = flags & IS_WIDE ? 2 : 1;
      const fit = Math.min(letters, Math.floor((order[next]! - at) / width));
      if (fit === 0) return false;
      at += fit * width;
      letters -= fit;
    }
    at += behind;
  }
  return at <= bytes.length;
}
