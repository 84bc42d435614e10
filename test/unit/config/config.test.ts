import { describe, expect, test } from 'vitest';
import { settingsFrom } from '../../../src/config.ts';
import { failureIn } from '../../../src/errors.ts';
import type { Environment } from '../../../src/values/ambient.ts';

const from = (value: unknown, environment: Partial<Environment> = {}) => settingsFrom(typeof value === 'string' || value === undefined ? value : JSON.stringify(value), '/home/config.json', environment);
const refused = (value: unknown, environment: Partial<Environment> = {}) => {
  try {
    from(value, environment);
  } catch (error) {
    const { code, ...detail } = failureIn(error)!;
    return { code, ...detail } as { code: string; file?: string; why?: string };
  }
  throw new Error('taken');
};

describe('settings', () => {
  test('none: the defaults', () => {
    const { baseUrlOf, secretsStore, keepDays } = from(undefined);
    expect([baseUrlOf('enablebanking'), secretsStore, keepDays]).toEqual([undefined, undefined, 30]);
    expect(from('{}')).toMatchObject({ secretsStore: undefined, keepDays: 30 });
  });

  test('what is set', () => {
    const settings = from('\ufeff{"bank":{"enable-banking":{"baseUrl":"https://api.example/v1//"},"sparebank1":{}},"secrets":{"store":"file"},"answers":{"keepDays":7}}');
    expect([settings.secretsStore, settings.keepDays]).toEqual(['file', 7]);
    for (const spelt of ['enablebanking', 'enable-banking', 'ENABLE_BANKING']) expect(settings.baseUrlOf(spelt)).toBe('https://api.example/v1');
    expect(settings.baseUrlOf('sparebank1')).toBeUndefined();
    expect(settings.baseUrlOf('__proto__')).toBeUndefined();
  });

  test('a variable stands before the file, in any spelling', () => {
    const file = { bank: { gocardless: { baseUrl: 'https://file.example' } }, secrets: { store: 'file' } };
    for (const name of ['FT_BANK_GOCARDLESS_URL', 'FT_BANK_GO_CARDLESS_URL'])
      expect(from(file, { bankAddresses: { [name]: 'http://127.0.0.1:8080/api/?x#y' }, secretsStore: 'keychain' })).toMatchObject({ secretsStore: 'keychain' });
    expect(from(file, { bankAddresses: { FT_BANK_GO_CARDLESS_URL: 'http://127.0.0.1:8080/api/?x#y' } }).baseUrlOf('gocardless')).toBe('http://127.0.0.1:8080/api');
  });

  test.each([
    ['{"bank":', 'it is not JSON'],
    [' '.repeat(1_000_001), 'it is larger than settings can be'],
    ['[]', 'it must be an object in braces'],
    [{ banks: {} }, 'it has no setting "banks" (there are: bank, secrets, answers)'],
    ['{"__proto__":{}}', 'it has no setting "__proto__" (there are: bank, secrets, answers)'],
    [{ 'a\u001b[31m': 1 }, 'it has no setting "a\\u001b[31m" (there are: bank, secrets, answers)'],
    [{ bank: [] }, 'bank must be an object in braces'],
    [{ bank: { enablebnking: {} } }, 'bank has no provider "enablebnking" (there are: enablebanking, sparebank1, gocardless, berlingroup, simplefin, demo)'],
    [{ bank: { enablebanking: { url: 'x' } } }, 'bank.enablebanking has no setting "url" (there are: baseUrl)'],
    [{ bank: { enablebanking: { baseUrl: 5 } } }, 'bank.enablebanking.baseUrl is not asked: it is no text'],
    [{ bank: { enablebanking: { baseUrl: 'http://bank.example' } } }, 'bank.enablebanking.baseUrl is not asked: what is sent could be read on the way'],
    [{ bank: { simplefin: { baseUrl: 'https://a:geheim@bank.example' } } }, 'bank.simplefin.baseUrl is not asked: a name or password stands in it'],
    [{ secrets: { store: 'cloud' } }, 'secrets.store is neither "file" nor "keychain"'],
    [{ secrets: { place: 'file' } }, 'secrets has no setting "place" (there are: store)'],
    [{ answers: { keepDays: 0 } }, 'answers.keepDays must be a whole number from 1 to 3650'],
    [{ answers: { keepDays: '30' } }, 'answers.keepDays must be a whole number from 1 to 3650'],
    [{ answers: null }, 'answers must be an object in braces'],
  ])('%j is refused', (value, why) => {
    expect(refused(value)).toEqual({ code: 'config-invalid', file: '/home/config.json', why });
  });

  test('variables that cannot be meant', () => {
    expect(refused(undefined, { secretsStore: 'cloud' })).toEqual({ code: 'config-invalid', file: 'FT_SECRETS', why: 'it is neither "file" nor "keychain"' });
    expect(refused(undefined, { bankAddresses: { FT_BANK_ENABLEBNKING_URL: 'https://x.example' } })).toMatchObject({ code: 'config-invalid', file: 'FT_BANK_ENABLEBNKING_URL' });
    expect(refused(undefined, { bankAddresses: { FT_BANK_DEMO_URL: 'http://x.example/geheim' } }))
      .toEqual({ code: 'bank-url-refused', url: 'http://x.example', why: 'what is sent could be read on the way (FT_BANK_DEMO_URL)' });
  });
});
