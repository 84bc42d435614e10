/** A hub's address: what libpq writes, what is refused, and what never comes back out of it. */
import { describe, expect, it, test } from 'vitest';
import { failureIn, tell } from '../../../src/errors.ts';
import { addressFrom, isLoopback, withUser } from '../../../src/hub/address.ts';
import { refuseOpenWay } from '../../../src/hub/kept.ts';

const refused = (work: () => unknown): { code: string; text: string } => {
  try {
    work();
  } catch (error) {
    const failure = failureIn(error);
    if (failure) return { code: failure.code, text: JSON.stringify(tell(failure)) };
  }
  throw new Error('it was taken');
};

test.each([
  ['postgres://me@db.example.org', { host: 'db.example.org', port: 5432, user: 'me', database: 'me', password: undefined, tls: { mode: 'verify-full' }, where: 'db.example.org:5432/me' }],
  ['postgresql://me:pw@DB.Example.org:6000/finance', { host: 'db.example.org', port: 6000, password: 'pw', database: 'finance' }],
  ['  postgres://me@h/d  ', { host: 'h', database: 'd', text: 'postgres://me@h/d' }],
  ['postgres://us%40er:p%3A%2F%40%25%C3%A6@h/d%20b', { user: 'us@er', password: 'p:/@%æ', database: 'd b' }],
  ['postgres://me@[::1]:5433/d', { host: '::1', port: 5433, tls: { mode: 'disable' } }],
  ['postgres://me@[0:0:0:0:0:0:0:1]/d', { host: '::1', tls: { mode: 'disable' } }],
  ['postgres://me@[2001:db8::7]/d', { host: '2001:db8::7', tls: { mode: 'verify-full' } }],
  ['postgres://me@localhost/d', { tls: { mode: 'disable' } }],
  ['postgres://me@localhost/d?sslmode=verify-full', { tls: { mode: 'verify-full' } }],
  ['postgres://me@localhost/d?sslrootcert=/ca.pem', { tls: { mode: 'verify-full', authority: '/ca.pem' } }],
  ['postgres://me@h/d?sslmode=require', { tls: { mode: 'verify-full' } }],
  ['postgres://me@h/d?sslmode=verify-full&sslrootcert=system', { tls: { mode: 'verify-full' } }],
  ['postgres://me@h/d?sslmode=verify-ca&sslrootcert=/ca.pem', { tls: { mode: 'verify-ca', authority: '/ca.pem' } }],
  ['postgres://me@h/d?sslcert=/c.pem&sslkey=/k.pem', { tls: { mode: 'verify-full', certificate: '/c.pem', key: '/k.pem' } }],
  ['postgres://me@h/d?sslmode=disable', { tls: { mode: 'disable' } }],
])('%s', (text, expected) => { expect(addressFrom(text)).toMatchObject(expected); });

test.each([
  '', 'me@h/d', 'mysql://me:hush@h/d', 'postgres://', 'postgres:///d', 'postgres://h/d', 'postgres://:hush@h/d', 'postgres://me:hush@/d', 'postgres://me:hush@h:99999/d', 'postgres://me:hush%ZZ@h/d', 'postgres://me:hush@h/d?sslmode=prefer',
  'postgres://me:hush@h/d?sslmode=allow', 'postgres://me:hush@h/d?sslmode=maybe', 'postgres://me:hush@h/d?options=-c%20x', 'postgres://me:hush@h/d?sslmode=verify-ca', 'postgres://me:hush@h/d?sslmode=verify-ca&sslrootcert=system',
  'postgres://me:hush@[::1/d', 'postgres://me:hush@h/d?password=hush',
])('refused, and nothing secret is said: %s', (text) => {
  const { code, text: told } = refused(() => addressFrom(text));
  expect(code).toBe('hub-address-invalid');
  expect(told).not.toContain('hush');
});

test.each([['127.0.0.1', true], ['127.8.9.1', true], ['localhost', true], ['::1', true], ['127.0.0.1.evil.org', false], ['127.999.1.1', false], ['localhost.evil.org', false], ['10.0.0.1', false], ['::2', false]])('%s is this machine: %s', (host, expected) => {
  expect(isLoopback({ host })).toBe(expected);
});

describe('a way that is not encrypted', () => {
  it('is refused to another machine, before anything is asked, unless what is sent is sealed', () => {
    const open = addressFrom('postgres://me:hush@nas.local/d?sslmode=disable');
    expect(refused(() => { refuseOpenWay(open, false); })).toMatchObject({ code: 'hub-insecure', text: expect.not.stringContaining('hush') as string });
    refuseOpenWay(open, true);
    refuseOpenWay(addressFrom('postgres://me@localhost/d'), false);
  });
});

it('keeps all but the user, whatever the password is made of', () => {
  const own = withUser(addressFrom('postgres://me:pw@[2001:db8::7]:6000/d%20b?sslmode=verify-ca&sslrootcert=/a%20b.pem'), 'role_1', 'a/b:c@d%e?#æ');
  expect(own).toMatchObject({ host: '2001:db8::7', port: 6000, database: 'd b', user: 'role_1', password: 'a/b:c@d%e?#æ', tls: { mode: 'verify-ca', authority: '/a b.pem' } });
  expect(own.text).not.toContain('pw');
});
