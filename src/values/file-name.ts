/** Names from outside as names of files. */
import { createHash } from 'node:crypto';

const PLAIN = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;
/** Windows opens devices under these, whatever ending follows. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * Any text -> a name of small letters, digits and dashes that no file system reads otherwise. Two texts never give one name: what is plain already stays,
 * of anything else the digest is added.
 */
export function safeFileName(text: string): string {
  // A plain text that looks like one with a digest could be another's name.
  if (PLAIN.test(text) && !DEVICE.test(text) && !/-[0-9a-f]{16}$/.test(text)) return text;
  const plain = text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 40);
  return `${plain === '' ? 'x' : plain}-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
}
