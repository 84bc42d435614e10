/** The keychain of this machine: Secret Service, macOS Keychain or Windows Credential Manager, through a native library that may be missing. */
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { nameSessionBus } from './environment.ts';

/** Texts by account. Each may throw: the keychain is locked, gone, or refuses. */
export interface Keychain {
  /** Undefined where there is none. */
  read(account: string): Promise<string | undefined>;
  write(account: string, text: string): Promise<void>;
  remove(account: string): Promise<void>;
  /** Bytes that one entry may have; undefined where there is no limit. */
  readonly limit: number | undefined;
}

const SERVICE = 'finance-tracker';
/** CRED_MAX_CREDENTIAL_BLOB_SIZE of wincred.h. */
const WINDOWS_LIMIT = 2560;
/** Without a store named, the library would fall back to the kernel's keyring, which forgets all when the machine is started anew. */
const OPTIONS = { linux: { store: 'secret-service' } } as const;
/** Somebody may have to unlock it in a window. */
const PATIENCE_MS = 60_000;

interface Entry {
  getSecret(signal?: AbortSignal): Promise<ArrayLike<number> | null | undefined>;
  setSecret(secret: Uint8Array, signal?: AbortSignal): Promise<void>;
  deleteCredential(signal?: AbortSignal): Promise<boolean>;
}
/** What is used of the library. */
export interface KeyringLibrary { readonly AsyncEntry: new (service: string, account: string, options: typeof OPTIONS) => Entry }

/** The library, loaded now. Throws where its native half is missing for this machine. */
const keyringLibrary = (): KeyringLibrary => createRequire(import.meta.url)('@napi-rs/keyring') as KeyringLibrary;

/**
 * The keychain of this machine, when it answers; throws when it does not (no native half, no session, locked for good). `load`: for tests.
 * It is asked once, for an account that is not there: the library finds out only then whether there is a keychain.
 */
export async function openKeychain(load: () => KeyringLibrary = keyringLibrary, platform: string = process.platform): Promise<Keychain> {
  if (platform === 'linux') nameSessionBus(existsSync);
  const { AsyncEntry } = load();
  const on = (account: string): Entry => new AsyncEntry(SERVICE, account, OPTIONS);
  const keychain: Keychain = {
    read: async (account) => {
      const secret = await patiently((signal) => on(account).getSecret(signal));
      return secret === null || secret === undefined ? undefined : Buffer.from(secret as Uint8Array).toString('utf8');
    },
    write: async (account, text) => patiently((signal) => on(account).setSecret(Buffer.from(text), signal)),
    remove: async (account) => { await patiently((signal) => on(account).deleteCredential(signal)); },
    limit: platform === 'win32' ? WINDOWS_LIMIT : undefined,
  };
  await keychain.read('nothing');
  return keychain;
}

/** Work of the library, or an error when it takes longer than a person needs to unlock it. */
async function patiently<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const aborting = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      aborting.abort();
      reject(new Error('it does not answer'));
    }, PATIENCE_MS);
  });
  try {
    return await Promise.race([work(aborting.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}
