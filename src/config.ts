/** The settings of one home, `config.json` in it, and the variables that stand before them. What is in neither has its default; what is not known is named, not passed over. */
import { raise } from './errors.ts';
import type { Environment } from './values/ambient.ts';
import { webAddress } from './values/web-address.ts';

export interface Settings {
  /** Where the person says that a provider's servers are, without a slash at its end; however the provider is spelt: enablebanking, enable-banking, ENABLE_BANKING. */
  baseUrlOf(provider: string): string | undefined;
  /** Undefined: the keychain where it works. */
  readonly secretsStore: 'file' | 'keychain' | undefined;
  /** Days that raw answers of banks are kept. */
  readonly keepDays: number;
}

type Fields = Readonly<Record<string, unknown>>;
/** Which thing in the file is wrong, and how. */
type Refuse = (at: string, why: string) => never;

const KEEP_DAYS = 30;
const KEEP_DAYS_MAX = 3650;
/** One megabyte of settings is none. */
const LENGTH_MAX = 1_000_000;
const PROVIDERS = ['enablebanking', 'sparebank1', 'gocardless', 'berlingroup', 'simplefin', 'demo'];

const plain = (provider: string): string => provider.toLowerCase().replace(/[-_ ]/g, '');

/**
 * Text of the file (undefined: there is none), its path for sentences, and the environment -> the settings. Raises 'config-invalid' for what is no JSON, unknown
 * keys, values that cannot be; 'bank-url-refused' for an address in a variable that is not asked.
 */
export function settingsFrom(text: string | undefined, file: string, { secretsStore, bankAddresses = {} }: Pick<Environment, 'secretsStore' | 'bankAddresses'>): Settings {
  const refuse: Refuse = (at, why) => raise('config-invalid', { file, why: `${at} ${why}` });
  const fields = text === undefined ? {} : fieldsOf(jsonOf(text, file), 'it', ['bank', 'secrets', 'answers'], refuse);
  const addresses = new Map([...inFile(fields['bank'], refuse), ...inVariables(bankAddresses)]);
  const secrets = fieldsOf(orNone(fields['secrets']), 'secrets', ['store'], refuse);
  const answers = fieldsOf(orNone(fields['answers']), 'answers', ['keepDays'], refuse);
  return {
    baseUrlOf: (provider) => addresses.get(plain(provider)),
    secretsStore: secretsStore === undefined ? storeOf(secrets['store'], () => refuse('secrets.store', 'is neither "file" nor "keychain"'))
      : storeOf(secretsStore, () => raise('config-invalid', { file: 'FT_SECRETS', why: 'it is neither "file" nor "keychain"' })),
    keepDays: daysOf(answers['keepDays'], refuse),
  };
}

const orNone = (value: unknown): unknown => (value === undefined ? {} : value);

function jsonOf(text: string, file: string): unknown {
  if (text.length > LENGTH_MAX) raise('config-invalid', { file, why: 'it is larger than settings can be' });
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return raise('config-invalid', { file, why: 'it is not JSON' });
  }
}

/** A JSON value -> its fields, all of which must be known ones. */
function fieldsOf(value: unknown, at: string, known: readonly string[], refuse: Refuse): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(at, 'must be an object in braces');
  const stranger = Object.keys(value).find((key) => !known.includes(key));
  if (stranger !== undefined) refuse(at, `has no setting ${quoted(stranger)} (there are: ${known.join(', ')})`);
  return value as Fields;
}

function* inFile(bank: unknown, refuse: Refuse): Iterable<[string, string]> {
  if (bank === undefined) return;
  if (typeof bank !== 'object' || bank === null || Array.isArray(bank)) return refuse('bank', 'must be an object in braces');
  for (const [provider, value] of Object.entries(bank)) {
    if (!PROVIDERS.includes(plain(provider))) refuse('bank', `has no provider ${quoted(provider)} (there are: ${PROVIDERS.join(', ')})`);
    const { baseUrl } = fieldsOf(value, `bank.${provider}`, ['baseUrl'], refuse);
    if (baseUrl === undefined) continue;
    const address = typeof baseUrl === 'string' ? webAddress(baseUrl) : { why: 'it is no text' };
    yield [plain(provider), 'url' in address ? baseOf(address.url) : refuse(`bank.${provider}.baseUrl`, `is not asked: ${address.why}`)];
  }
}

function* inVariables(variables: Readonly<Record<string, string>>): Iterable<[string, string]> {
  for (const [name, value] of Object.entries(variables)) {
    const provider = plain(name.replace(/^FT_BANK_|_URL$/g, ''));
    if (!PROVIDERS.includes(provider)) raise('config-invalid', { file: name, why: `there is no such provider (there are: ${PROVIDERS.join(', ')})` });
    const address = webAddress(value);
    yield [provider, 'url' in address ? baseOf(address.url) : raise('bank-url-refused', { url: address.shown, why: `${address.why} (${name})` })];
  }
}

/** A path is put after it, so what would come after a path falls away. */
const baseOf = ({ origin, pathname }: URL): string => origin + pathname.replace(/\/+$/, '');

function storeOf(value: unknown, refused: () => never): Settings['secretsStore'] {
  return value === undefined || value === 'file' || value === 'keychain' ? value : refused();
}

function daysOf(value: unknown, refuse: Refuse): number {
  if (value === undefined) return KEEP_DAYS;
  const isDays = typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= KEEP_DAYS_MAX;
  return isDays ? value : refuse('answers.keepDays', `must be a whole number from 1 to ${KEEP_DAYS_MAX}`);
}

/** A key as a sentence can hold it, for the file may have come from anywhere. */
const quoted = (key: string): string => JSON.stringify(key.slice(0, 60)).replace(/[^\x20-\x7e]/g, '?');
