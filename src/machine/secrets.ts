/** Where keys and tokens lie: the keychain where it works, else a file that only its owner may read; and never a bundle in an old place where a new one is newer. */
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { raise } from '../errors.ts';
import type { SecretBundle, Secrets, SecretsKept } from '../values/keeping.ts';
import { safeFileName } from '../values/file-name.ts';
import { type Keychain, openKeychain } from './keychain.ts';
import { type Kept, accountIn, keptFrom, readSecretsFile, removeSecretsFile, secretsFile, secretsFiles, secretsFolder, writeSecretsFile } from './secrets-file.ts';

export interface SecretsChoice {
  readonly home: string;
  /** What the person chose; undefined: the keychain where it works. */
  readonly store: 'file' | 'keychain' | undefined;
  /** For tests. */
  readonly open?: () => Promise<Keychain>;
}

const KEYCHAIN = 'the keychain of this machine';

/** Why the keychain does not open, as the end of a sentence: words of ft, for those of the library may say anything. */
function reason(error: unknown): string {
  const { code, message = '' } = error as { code?: string; message?: string };
  if (code === 'MODULE_NOT_FOUND' || /native binding/i.test(message)) return 'the library for keychains does not run on this machine';
  if (/lock|prompt|dismiss/i.test(message)) return 'it is locked';
  return 'no keychain answers in this session';
}

/**
 * Chooses the place. Where no place was chosen by name and the keychain does not work, `where` says so. Raises 'secrets-unreachable' where the keychain was chosen
 * and does not work; `get` does where a bundle lies in it, though files are chosen now.
 */
export async function openSecrets({ home, store, open = openKeychain }: SecretsChoice): Promise<Secrets> {
  let opened: Promise<Keychain> | undefined;
  const keychain = (): Promise<Keychain> => (opened ??= open());
  let why = '';
  if (store !== 'file') await keychain().catch((error: unknown) => (store === 'keychain' ? lost(error) : (why = ` (${reason(error)})`)));
  return new TwoPlaces(home, store === 'file' || why !== '' ? 'file' : 'keychain', why, keychain);
}

const lost = (error: unknown): never => raise('secrets-unreachable', { where: KEYCHAIN, why: reason(error) });
const text = (kept: Kept): string => JSON.stringify(kept);
/** How far a version goes ahead of one that may have been written where nobody can look now. */
const LEAP = 1000;

class TwoPlaces implements Secrets {
  constructor(private readonly home: string, readonly kind: Secrets['kind'], private readonly why: string, private readonly keychain: () => Promise<Keychain>) {}

  get where(): string {
    const files = `files in ${secretsFolder(this.home)} that only you can read`;
    return this.kind === 'file' ? files + this.why : KEYCHAIN;
  }

  async get(name: string): Promise<SecretBundle | undefined> {
    const file = readSecretsFile(secretsFile(this.home, name));
    return newer(file, await this.#inKeychain(name, file))?.bundle;
  }

  async set(name: string, bundle: SecretBundle): Promise<void> {
    const path = secretsFile(this.home, name);
    const file = readSecretsFile(path);
    const account = file?.account ?? this.#account(name);
    // New secrets are taken though the old ones cannot be looked at.
    const other = await this.#inKeychain(name, file).catch(() => 'unreachable' as const);
    const kept: Kept = { version: Math.max(file?.version ?? 0, (other !== 'unreachable' && other?.version) || 0) + (other === 'unreachable' ? LEAP : 1), bundle };
    if (this.kind === 'keychain' && fits(kept, await this.keychain())) {
      await (await this.keychain()).write(account, text(kept)).catch((error: unknown) => raise('secrets-unwritable', { where: KEYCHAIN, why: reason(error) }));
      // What says where it lies goes in the place of what lay there before.
      return writeSecretsFile(this.home, path, { version: kept.version, account });
    }
    writeSecretsFile(this.home, path, kept);
    if (other !== undefined && other !== 'unreachable') await (await this.keychain()).remove(account).catch(() => undefined);
  }

  async delete(name: string): Promise<void> {
    const path = secretsFile(this.home, name);
    const account = accountIn(path);
    if (account !== undefined || this.kind === 'keychain') await (await this.keychain().catch(lost)).remove(account ?? this.#account(name)).catch(lost);
    removeSecretsFile(path);
  }

  async names(): Promise<readonly SecretsKept[]> { return secretsFiles(this.home); }

  /** Two homes of one person do not share an entry. */
  #account(name: string): string { return `${createHash('sha256').update(resolve(this.home)).digest('hex').slice(0, 16)}/${safeFileName(name)}`; }

  /** The keychain is asked where it is the chosen place, or where the file says that it lies there. */
  async #inKeychain(name: string, file: Kept | undefined): Promise<Kept | undefined> {
    const account = file?.account ?? (this.kind === 'keychain' ? this.#account(name) : undefined);
    if (account === undefined) return undefined;
    const found = await (await this.keychain().catch(lost)).read(account).catch(lost);
    return found === undefined ? undefined : keptFrom(found);
  }
}

/** Of two places the later writing; where they tie, the file was written while the keychain could not be asked. */
const newer = (file: Kept | undefined, other: Kept | undefined): Kept | undefined => (file?.bundle && file.version >= (other?.version ?? 0) ? file : other);
const fits = (kept: Kept, { limit }: Keychain): boolean => limit === undefined || Buffer.byteLength(text(kept)) <= limit;
