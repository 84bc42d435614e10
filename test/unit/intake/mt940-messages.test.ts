/** MT940: messages that stand in a file twice, text behind the last one, and the encoding that the first one tells. */
import { describe, expect, it } from 'vitest';
import { identify } from '../../../src/intake/identify.ts';
import { gathered, type Read, textFile } from './read-statement.ts';

const read = (content: string | Buffer): Read => gathered(identify(textFile('a.sta', content), { userProfiles: [] }));
const message = ({ number = '1', opening = '100,00', entries = ':61:2603010301D5,00NMSCNONREF\n:86:Kaffe', closing = '95,00' } = {}): string =>
  `:20:X\n:25:DE89370400440532013000\n:28C:${number}\n:60F:C260301EUR${opening}\n${entries}\n:62F:C260301EUR${closing}\n`;

describe('a message that stands in the file twice', () => {
  const numbers = (text: string): unknown => { const { rows, leftOut, problems } = read(text); return [rows.length, leftOut, problems]; };
  const twice = 'message that stands in the file twice';
  it('is read once, however its messages are parted', () => {
    expect(numbers(`${message()}-\n${message()}-\n`)).toEqual([1, [twice], []]);
    expect(numbers(message() + message() + message())).toEqual([1, [twice, twice], []]);
    const next = message({ number: '2', opening: '95,00', closing: '90,00' });
    expect(numbers(`${message()}-\n${next}-\n${message()}-\n${next}-\n`)).toEqual([2, [twice, twice], []]);
    const pages = message({ number: '1/1' }).replace(':62F:', ':62M:') + message({ number: '1/2', opening: '95,00', closing: '90,00' }).replace(':60F:', ':60M:');
    expect(numbers(pages + pages)).toEqual([2, [twice, twice], []]);
    expect(read(`${message()}-\n${message()}-\n`).balances).toHaveLength(2);
  });
  it('is another one where anything in it differs', () => {
    expect(numbers(message() + message({ number: '2', opening: '95,00', closing: '90,00' }))).toEqual([2, [], []]);
    expect(numbers(message() + message({ number: '2' }))).toEqual([2, [], []]);
    expect(numbers(message() + message({ entries: ':61:2603010301D5,00NMSCNONREF\n:86:Tee' }))).toEqual([2, [], []]);
    expect(numbers(message() + message({ entries: ':61:2603010301D4,00NMSCNONREF\n:61:2603010301D1,00NMSCNONREF' }))).toEqual([3, [], []]);
    expect(numbers(message() + message().replace(':20:X', ':20:Y'))).toEqual([2, [], []]);
  });
  it('and is cut is broken', () => {
    const text = `${message()}-\n${message()}`;
    expect(identify(textFile('a.sta', text.slice(0, -10)), { userProfiles: [] })).toMatchObject({ ok: false, error: { code: 'statement-broken' } });
  });
  it('without balances may have happened twice', () => {
    const report = ':20:X\n:25:DE89370400440532013000\n:28C:1\n:34F:EUR0,\n:61:2603010301D5,00NMSCNONREF\n:86:Kaffe\n-\n';
    expect(numbers(report + report)).toEqual([2, [], []]);
  });
});

describe('text behind the last message', () => {
  const problems = (behind: string, text = `${message()}-\n`): unknown[] => read(text + behind).problems.map(({ line, reason, excerpt }) => [line, reason, excerpt]);
  const reason = 'text that is no MT940 stands behind the last message';
  it('is told of, once', () => {
    expect(problems('\n<?xml version="1.0"?>\n<Document>\n</Document>\n')).toEqual([[10, reason, '<?xml version="1.0"?>']]);
    expect(problems('Day;Amount\n1;2\n')).toEqual([[9, reason, 'Day;Amount']]);
    expect(problems('Day;Amount\n1;2\n', message())).toEqual([[8, reason, 'Day;Amount']]);
    expect(problems('<?xml version="1.0"?>\n', `${message()}:86:goodbye\n`)).toEqual([[9, reason, '<?xml version="1.0"?>']]);
    expect(problems('more', `{1:F01INGBNL2AXXXX0000000000}{2:O940INGBNL2AXXXXN}{4:\n${message()}-}`)).toEqual([[9, reason, 'more']]);
  });
  it('is none where it parts messages or ends them', () => {
    for (const behind of ['', '\n \n', '-\n', '$\n', '@@\n', '\u001a', '{5:{CHK:000000000000}}\n', '{S:{SAC:}{COP:P}}\n', ':NN:x\n']) expect([behind, problems(behind)]).toEqual([behind, []]);
    expect(problems('', `An example\n- - -\n${message()}-\nAnother\n--\n${message({ number: '2' })}-\n`)).toEqual([]);
    expect(problems('', `{1:F01INGBNL2AXXXX0000000000}{2:O940INGBNL2AXXXXN}{4:\n${message()}-}{5:{CHK:000000000000}}`)).toEqual([]);
  });
});

describe('bytes without a name', () => {
  const told = (account: string, currency: string): string | undefined => {
    const text = `:20:X\n:25:${account}\n:28C:1\n:60F:C260201${currency}100,\n:61:2602020202D35,00NTRFNONREF\n:86:t\u00fbz\u00e9r\n:62F:C260202${currency}65,\n-\n`;
    return read(Buffer.from(text, 'latin1')).rows[0]?.description;
  };
  it('are Central European at banks from there: the account, the bank or the currency tells', () => {
    expect([['12001008-00123456-00100002', 'EUR'], ['UBRTHUHB/123456', 'EUR'], ['123456', 'HUF'], ['HU42117730161111101800000000', 'EUR'], ['123456 HUF', 'HUF']].map(([account, currency]) => told(account!, currency!))).toEqual(Array(5).fill('t\u0171z\u00e9r'));
    expect([['123456', 'EUR'], ['DABADKKK/123456', 'HUF'], ['FR7630006000011234567890189', 'PLN']].map(([account, currency]) => told(account!, currency!))).toEqual(Array(3).fill('t\u00fbz\u00e9r'));
  });
});
