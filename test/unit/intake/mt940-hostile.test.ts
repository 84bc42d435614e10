/** MT940 files that are cut, endless, mutated, or dressed in other text: what they are is told, within bounds. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failureCodes } from '../../../src/errors.ts';
import { identify } from '../../../src/intake/identify.ts';
import { kindOf } from '../../../src/intake/statements/kind.ts';
import { readMt940 } from '../../../src/intake/statements/mt940.ts';
import { dayFrom } from '../../../src/values/day.ts';
import { changeWithin, mutator } from './mutations.ts';
import { gathered, textFile } from './read-statement.ts';

const read = (content: string | Buffer) => identify(textFile('a.sta', content), { userProfiles: [] });
const errorOf = (content: string | Buffer): unknown => {
  const source = read(content);
  return source.ok ? undefined : source.error;
};
const HEAD = ':20:R\n:25:NL20INGB0001234567\n:28C:1/1\n:60F:C260101EUR100,00\n';
const STATEMENT = `${HEAD}:61:260102C11,50NTRFNONREF\n:86:first\n:62F:C260102EUR111,50`;

describe('what it is', () => {
  const kind = (text: string): string => kindOf(Buffer.from(text, 'latin1')).is;
  it('is told by its tags, whatever stands above', () => {
    for (const above of ['', '\r\n\r\n', '   ', '\u0001', '\u00ef\u00bb\u00bf', 'An example\r\n- - - -\r\n', 'ABNANL2A\r\n940\r\nABNANL2A\r\n', ':940:\r\n', '{1:F01INGBNL2AXXXX0000000000}{2:O940INGBNL2AXXXXN}{3:}{4:\r\n', '{1:F01INGBNL2AXXXX0000000000}\n{2:I940INGBNL2AXXXXN}\n{4:\n', '{1:F01INGBNL2AXXXX0000000000}{4:'])
      expect([above, kind(above + STATEMENT.replaceAll('\n', '\r\n')), kind(above + STATEMENT.replaceAll('\n', '\r'))]).toEqual([above, 'mt940', 'mt940']);
  });
  it('is no table that mentions a tag', () => {
    for (const text of ['Date;Text;Amount\n2026-01-01;":20:x :60F:";1,00\n', 'a,b\n:20:,1\n:21:,2\n', 'Tid;Tekst\n12:20:33;x\n12:61:00;y\n']) expect(kind(text)).toBe('table');
  });
  it('is told in linear time', () => {
    for (const text of [`:20:\n${':21:\n'.repeat(2000)}`, ':20:'.repeat(3000), '{1:'.repeat(3000), `${' '.repeat(8000)}:20:`, ':'.repeat(8000)]) expect(kind(text)).toBe('table');
  });
  it('is read with any line breaks, in chunks of any size', () => {
    const wanted = gathered(read(STATEMENT)).rows;
    expect(wanted).toHaveLength(1);
    for (const end of ['\n', '\r\n', '\r']) for (const chunk of [1, 2, 3, 7, 64]) expect(gathered(readMt940(textFile('a.sta', STATEMENT.replaceAll('\n', end), chunk), {})).rows).toEqual(wanted);
  });
});

describe('half a file', () => {
  it('is broken wherever it was cut behind the opening balance', () => {
    for (let end = HEAD.length + 24; end < STATEMENT.length - 1; end++) {
      const text = STATEMENT.slice(0, end);
      expect([end, errorOf(text)]).toMatchObject([end, { code: 'statement-broken' }]);
    }
    expect(errorOf(STATEMENT)).toBeUndefined();
  });
  it('is broken in the middle too', () => {
    expect(errorOf(`${HEAD}:61:260102C1,NTRFA\n-\n${STATEMENT}\n-\n`)).toMatchObject({ code: 'statement-broken', line: 7, why: 'a statement ends before its closing balance (:62F:)' });
    expect(errorOf(`${HEAD}:61:260102C1,NTRFA\n${STATEMENT}`)).toMatchObject({ code: 'statement-broken', line: 6 });
    expect(errorOf(STATEMENT.replace(':60F:C2', ':60F:X2'))).toMatchObject({ code: 'statement-broken', line: 4, why: 'an opening balance cannot be read' });
  });
  it('without the last separator is whole', () => expect([STATEMENT, `${STATEMENT}\n`, `${STATEMENT}\n:64:C260102EUR111,50`].map(errorOf)).toEqual([undefined, undefined, undefined]));
  it('several statements may stand under one reference', () => expect(gathered(read(`${STATEMENT}\n:60F:C260102EUR111,50\n:61:260103C1,NTRFA\n:62F:C260103EUR112,50\n`)).rows.map(({ account }) => account)).toEqual(['NL20INGB0001234567', 'NL20INGB0001234567']));
  it('an entry that belongs to no statement is a problem', () => {
    const { rows, problems } = gathered(read(`${STATEMENT}\n:61:260103C1,NTRFA\n`));
    expect([rows.length, problems.map(({ line, reason }) => [line, reason])]).toEqual([1, [[8, 'the transaction stands below the closing balance']]]);
    expect(gathered(read(STATEMENT.replace('100,00\n', '100,00\nx61:260102C1,NTRFA\n'))).problems).toMatchObject([{ line: 4, excerpt: 'x61:260102C1,NTRFA' }]);
  });
  it('is broken where the next message is cut in its header', () => {
    const next = ':20:S\n:25:NL20INGB0001234567\n:28C:2/1\n:60F:C26';
    const envelope = '{1:F01INGBNL2AXXXX0000000000}{2:O940INGBNL2AXXXXN}{4:\n';
    for (const [first, second] of [[`${STATEMENT}\n-\n`, next], [`${STATEMENT}\n`, next], [`${envelope}${STATEMENT}\n-}`, `${envelope}${next}`], [`${envelope}${STATEMENT}\n-}\n`, `${envelope}${next}`]] as const) {
      expect(errorOf(first)).toBeUndefined();
      for (let end = 1; end <= second.length; end++) if (!first.endsWith('-}') || end > 2) expect([second.slice(0, end), errorOf(first + second.slice(0, end))]).toMatchObject([{}, { code: 'statement-broken' }]);
    }
    expect(errorOf(`${STATEMENT}\n-\n:20:S\n:25:NL20INGB00`)).toMatchObject({ line: 10, why: 'it ends in the header of a message' });
    expect(errorOf(`${STATEMENT}\n-\n:2`)).toMatchObject({ line: 9, why: 'it ends inside a tag' });
    expect(errorOf(`${STATEMENT}\n-\n:20:S\n:25:NL20INGB0001234567\n-\n`)).toBeUndefined();
  });
  it('is broken in an envelope that is not closed, and in the last balance', () => {
    expect([`{1:F01INGBNL2AXXXX0000000000}{2:O940INGBNL2AXXXXN}{4:\n${STATEMENT}\n`, `{1:F01INGBNL2AXXXX0000000000}\n{2:O940INGBNL2AXXXXN}\n{4:\n${STATEMENT}\n`].map(errorOf)).toMatchObject([{ line: 8, why: 'it ends inside a message' }, { line: 10, why: 'it ends inside a message' }]);
    expect([':64:C26', ':64:C260102EU', ':65:C260102EUR'].map((last) => errorOf(`${STATEMENT}\n${last}`))).toMatchObject(Array(3).fill({ line: 8, why: 'it ends inside the amount of a balance' }));
    expect(errorOf(`${STATEMENT}\n:64:none\n-\n`)).toBeUndefined();
  });
  it('of an interim report is broken inside a transaction', () => {
    const report = ':20:R\n:25:NL20INGB0001234567\n:28C:1/1\n:34F:EUR0,\n:61:260102C11,50NTRFNONREF';
    expect([`${report}\n:86:x\n:61:260102C7,5`, `${report.slice(0, -13)}`].map(errorOf)).toMatchObject([{ line: 7, why: 'it ends inside a transaction' }, { line: 5, why: 'it ends inside a transaction' }]);
    expect([`${report}\n`, `${report}\n:86:x`].map(errorOf)).toEqual([undefined, undefined]);
  });
  it('with no transactions has its balance alone', () => expect(gathered(read(`${HEAD}:62F:C260102EUR100,00\n-\n`))).toMatchObject({
    rows: [], problems: [], balances: [{ kind: 'closing', day: '2026-01-02', amount: 10_000 }] }));
  it('whose entries are missing between two balances is told', () => {
    const { balances, problems } = gathered(read(`${STATEMENT}\n-\n${HEAD}:86:above\n:62F:D260102EUR7,\n-\n`));
    expect(problems).toEqual([{ line: 14, reason: 'the balance moves from 100.00 EUR to -7.00 EUR, but no entry says why', excerpt: ':62F:D260102EUR7,' }]);
    expect(balances.map(({ amount }) => amount)).toEqual([10_000, 11_150, -700]);
  });
});

describe('endless', () => {
  it('lines and fields are refused', () => {
    expect(errorOf(`${HEAD}:61:260102C1,NTRFA\n:86:${'x'.repeat(1_100_000)}\n`)).toMatchObject({ code: 'statement-hostile', line: 6 });
    expect(errorOf(`${HEAD}:61:260102C1,NTRFA\n:86:x\n${'text\n'.repeat(20_000)}:62F:C260102EUR1,\n`)).toMatchObject({ code: 'statement-hostile' });
    expect(errorOf(`${HEAD}:61:260102C1,NTRFA\n${':86:text\n'.repeat(200_000)}:62F:C260102EUR1,\n`)).toMatchObject({ code: 'statement-hostile' });
  });
  it('two hundred megabytes in one line end soon', () => {
    const chunk = Buffer.alloc(262_144, 'x');
    const file = { name: 'a.sta', size: 200e6, *chunks() { yield Buffer.from(`${HEAD}:86:`); for (let at = 0; at < 800; at++) yield chunk; } };
    expect(identify(file, { userProfiles: [] })).toMatchObject({ ok: false, error: { code: 'statement-hostile', line: 5 } });
  });
  it('signs that could part fields take no time', () => {
    for (const begin of ['', '166?00X?20', '/REMI/', 'Naam: x IBAN: NL57INGB0002119456 ', 'GIRO 12345 ']) for (const sign of ['?20', '/', '/NAME/', '/REMI', 'EREF+', 'IBAN: ', ' ', 'GIRO ', ';', 'x', '1']) {
      const many = sign.repeat(60_000 / sign.length);
      expect(gathered(read(`${HEAD}:61:260102C1,NTRF${many}a1\n:86:${begin}${many}.\n:61:260102C1,NTRFA//${many}a1\n:62F:C260102EUR1,\n`)).rows).toHaveLength(2);
    }
  });
  it('NUL bytes are no text', () => expect(errorOf(STATEMENT.replace('first', 'fi\0rst'))).toMatchObject({ code: 'file-binary' }));
});

describe('mutated files', () => {
  const folder = new URL('../../../fixtures/statements/mt940/', import.meta.url).pathname;
  const fixtures = readdirSync(folder).filter((name) => !name.endsWith('.json')).map((name) => readFileSync(join(folder, name)));
  const codes = new Set<string>(failureCodes());
  const change = changeWithin(10_000, 60);
  const mutated = mutator(fixtures);

  const check = (seed: number): void => {
    fc.assert(fc.property(fc.nat(fixtures.length - 1), fc.array(change, { minLength: 1, maxLength: 5 }), (which, changes) => {
      const source = read(changes.reduce(mutated, fixtures[which]!));
      if (!source.ok) {
        expect(codes).toContain(source.error.code);
        return;
      }
      for (const { rows, pending } of source.value.batches()) for (const { amount, bookingDate, valueDate } of [...rows, ...pending]) {
        expect(Number.isSafeInteger(amount)).toBe(true);
        expect([dayFrom(bookingDate!), valueDate === undefined ? valueDate : dayFrom(valueDate)]).toEqual([bookingDate, valueDate]);
      }
    }), { seed, numRuns: 400 });
  };
  it('give rows that hold or a named failure', () => check(20_260_131));
  const fresh = Date.now() % 1_000_000_007;
  it(`and with the seed ${fresh}`, () => check(fresh));
});
