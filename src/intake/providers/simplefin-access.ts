/** The two addresses of SimpleFIN that are secrets: the one to claim at, and the one to read from, with a name and a password in it. */

/** Characters of a setup token at most. */
const LONGEST = 2000;

/** Setup token -> the address to claim at; undefined where it is none. The token is that address in Base64. */
export function claimFrom(setupToken: string): URL | undefined {
  const plain = setupToken.replace(/\s/g, '');
  if (plain.length > LONGEST || !/^[\w+/-]+={0,2}$/.test(plain)) return undefined;
  const text = Buffer.from(plain, 'base64').toString('utf8').trim();
  const url = addressFrom(text);
  return url === undefined || url.username !== '' || url.password !== '' ? undefined : url;
}

/** Access URL -> the same without name and password, and the header that they make (RFC 7617); undefined where it is none. */
export function accessFrom(accessUrl: string): { readonly url: URL; readonly authorization: string } | undefined {
  const url = addressFrom(accessUrl.trim());
  if (url === undefined || url.username === '') return undefined;
  const named = [url.username, url.password].map(decoded).join(':');
  url.username = '';
  url.password = '';
  url.hash = '';
  url.search = '';
  return { url, authorization: `Basic ${Buffer.from(named, 'utf8').toString('base64')}` };
}

/** An address and the base that requests go to -> the address itself where it is of that server, else its path below the base: another server stands in for it. No slash at its end. */
export function locationOf(url: URL, base: string): string {
  const isThere = URL.canParse(base) && new URL(base).origin === url.origin;
  return (isThere ? url.href : `${url.pathname}${url.search}`).replace(/\/+$/, '');
}

function addressFrom(text: string): URL | undefined {
  return /^https?:\/\//i.test(text) && /^[\x21-\x7e]+$/.test(text) && URL.canParse(text) ? new URL(text) : undefined;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
