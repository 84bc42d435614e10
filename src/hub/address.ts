/**
 * A hub's address as libpq writes it (postgres://user:password@host:port/database?sslmode=…) -> what to connect with. Certificates are always
 * verified: of libpq's modes `require`, `verify-full` and none mean the same here, `verify-ca` leaves the host's name unchecked, `disable` sends in the clear.
 * https://www.postgresql.org/docs/current/libpq-connect.html
 */
import { isIPv4 } from 'node:net';
import { raise } from '../errors.ts';

/** How the way to the server is protected. `authority`, `certificate`, `key`: paths of PEM files. */
export interface Tls { readonly mode: 'disable' | 'verify-ca' | 'verify-full'; readonly authority?: string; readonly certificate?: string; readonly key?: string }

export interface Address {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string | undefined;
  readonly tls: Tls;
  /** The address as it was given: it is a secret. */
  readonly text: string;
  /** host:port/database, for people. */
  readonly where: string;
}

const PORT = 5432;
const KNOWN = new Set(['sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'application_name', 'connect_timeout']);

const refuse = (why: string): never => raise('hub-address-invalid', { why });

/** True where nothing leaves this machine. */
export const isLoopback = ({ host }: Pick<Address, 'host'>): boolean => host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));

/** Text -> the address. Fails by 'hub-address-invalid'. */
export function addressFrom(text: string): Address {
  const given = text.trim();
  if (!/^postgres(?:ql)?:\/\//i.test(given) || !URL.canParse(given)) refuse('it does not begin with postgres:// and name a host');
  const url = new URL(given);
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (host === '') refuse('it names no host');
  for (const name of url.searchParams.keys()) if (!KNOWN.has(name)) refuse(`ft knows no parameter ${name.slice(0, 40)} (there are: ${[...KNOWN].join(', ')})`);
  const user = decoded(url.username);
  if (user === '') refuse('it names no user');
  const port = url.port === '' ? PORT : Number(url.port);
  const database = decoded(url.pathname.replace(/^\//, '')) || user;
  return { host, port, database, user, password: url.password === '' ? undefined : decoded(url.password), tls: tlsOf(url.searchParams, isLoopback({ host })), text: given, where: `${host}:${port}/${database}` };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return refuse('a % in it begins no character');
  }
}

/** libpq's own default, `prefer`, would let anybody on the way choose no encryption: what is not said is `verify-full`, on this very machine `disable`. */
function tlsOf(parameters: URLSearchParams, isHere: boolean): Tls {
  const files = { authority: parameters.get('sslrootcert'), certificate: parameters.get('sslcert'), key: parameters.get('sslkey') };
  const named = Object.fromEntries(Object.entries(files).filter(([, path]) => path !== null && path !== 'system'));
  const wanted = parameters.get('sslmode') ?? (isHere && Object.keys(named).length === 0 ? 'disable' : 'verify-full');
  switch (wanted) {
    case 'disable': return { mode: 'disable' };
    // Of all authorities that this machine trusts, any would do for any host: that proves nothing.
    case 'verify-ca': return named['authority'] === undefined ? refuse('sslmode=verify-ca names no authority: add sslrootcert=FILE, or use verify-full') : { mode: 'verify-ca', ...named };
    case 'require': case 'verify-full': return { mode: 'verify-full', ...named };
    case 'allow': case 'prefer': return refuse(`sslmode=${wanted} lets anybody on the way choose no encryption; use verify-full, verify-ca or disable`);
    default: return refuse('sslmode is one of disable, require, verify-ca, verify-full');
  }
}

/** The same address for another user, who is kept instead of the one that was given. */
export function withUser({ text }: Address, user: string, password: string): Address {
  const url = new URL(text);
  url.username = encodeURIComponent(user);
  url.password = encodeURIComponent(password);
  return addressFrom(url.href);
}
