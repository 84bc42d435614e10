/** What talking to banks needs of this machine, put together when it is first asked for: a command that asks no bank loads none of it. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { raise } from '../errors.ts';
import type { Environment, Random, WallClock } from '../values/ambient.ts';
import type { BankMachine } from '../values/bank-machine.ts';
import type { Secrets } from '../values/keeping.ts';
import { createAnswers } from './answers.ts';
import { createHttp } from './http.ts';
import { networkAddress } from './network-address.ts';
import { configPath } from './paths.ts';
import { listenForRedirect } from './redirect-listener.ts';
import { openSecrets } from './secrets.ts';

declare const FT_VERSION: string;

export interface BankMachineFacts {
  readonly home: string;
  readonly environment: Environment;
  readonly now: WallClock;
  readonly random: Random;
  readonly lock: BankMachine['lock'];
  /** Text of the settings file, undefined where there is none, and its path -> the settings. */
  readonly settings: (text: string | undefined, file: string) => Pick<BankMachine, 'baseUrlOf'> & { readonly keepDays: number; readonly secretsStore: 'file' | 'keychain' | undefined };
}

/** One home on this machine -> what its banks are talked to with. Nothing is read, opened or listened on before it is asked for. */
export function bankMachine({ home, environment, now, random, lock, settings }: BankMachineFacts): BankMachine {
  let read: ReturnType<typeof settings> | undefined;
  let chosen: Promise<Secrets> | undefined;
  const file = configPath(home, environment);
  const known = (): ReturnType<typeof settings> => (read ??= settings(textOf(file), file));
  return {
    http: createHttp(FT_VERSION),
    secrets: async () => (chosen ??= openSecrets({ home, store: known().secretsStore })),
    answers: createAnswers({ home, now, random }),
    lock,
    listen: (port = 0) => listenForRedirect(port, environment.language),
    ownAddress: () => networkAddress(),
    baseUrlOf: (provider) => known().baseUrlOf(provider),
    keepDays: () => known().keepDays,
    now, random,
    sleep: async (milliseconds) => { await sleep(milliseconds); },
  };
}

/** A file -> its text; undefined where there is none. Raises 'config-invalid' where it may not be read. */
function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code = 'it cannot be read' } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : raise('config-invalid', { file, why: code });
  }
}
