/** Which addresses are asked at all: https anywhere, plain http only where nobody can listen. */

const THIS_MACHINE = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** An address as it may be shown: without what may be secret in it. Controls cannot stand in it: `URL` refuses or encodes them. */
const shown = ({ protocol, host }: URL): string => `${protocol}//${host}`;

/**
 * Text -> the address, or what is wrong with it: `shown` is scheme and host alone, `why` the end of a sentence. Refused: what is no address, other schemes
 * than https, plain http to another machine than this one (a token must never cross a network in the clear), names and passwords in the address.
 */
export function webAddress(text: string): { readonly url: URL } | { readonly shown: string; readonly why: string } {
  if (!URL.canParse(text)) return { shown: 'that was given', why: 'it is no web address' };
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { shown: 'that was given', why: 'it is no https address' };
  if (url.username !== '' || url.password !== '') return { shown: shown(url), why: 'a name or password stands in it' };
  if (url.protocol === 'http:' && !THIS_MACHINE.test(url.hostname)) return { shown: shown(url), why: 'what is sent could be read on the way' };
  return { url };
}
