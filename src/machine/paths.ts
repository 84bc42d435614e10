/** Where one home lies: a folder with the ledger and the settings, and nothing anywhere else. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix, win32 } from 'node:path';
import { raise } from '../errors.ts';
import type { Environment } from '../values/ambient.ts';

const FOLDER = 'finance-tracker';

/**
 * --home as given (or undefined), environment and current folder -> the absolute path of the home. In order: the flag,
 * FINANCE_TRACKER_HOME, the platform's data folder: XDG_DATA_HOME (ignored when relative, as its specification says) or
 * ~/.local/share; ~/Library/Application Support on macOS; %APPDATA% on Windows.
 */
export function homePath(flag: string | undefined, environment: Environment, currentFolder: string): string {
  const { platform, userHome, financeTrackerHome, xdgDataHome, appData } = environment;
  const path = platform === 'win32' ? win32 : posix;
  const named = flag ?? financeTrackerHome;
  if (named !== undefined) return path.resolve(currentFolder, named);
  if (platform === 'win32') return path.join(appData ?? path.join(userHome, 'AppData', 'Roaming'), FOLDER);
  if (platform === 'darwin') return path.join(userHome, 'Library', 'Application Support', FOLDER);
  const data = xdgDataHome !== undefined && path.isAbsolute(xdgDataHome) ? xdgDataHome : path.join(userHome, '.local', 'share');
  return path.join(data, FOLDER);
}

/** Home and environment -> the settings file inside it. */
export const configPath = (home: string, { platform }: Environment): string => (platform === 'win32' ? win32 : posix).join(home, 'config.json');

/** A new empty folder that only its owner can enter, its name beginning as given, where the system keeps what need not last. Fails by 'output-unwritable'. */
export function temporaryFolder(name: string): string {
  const beginning = join(tmpdir(), `${name}-`);
  try {
    return mkdtempSync(beginning);
  } catch (error) {
    return raise('output-unwritable', { file: beginning, why: error instanceof Error ? error.message.replace(/^\w+: |, mkdtemp.*$/g, '') : String(error) });
  }
}

/** Removes a folder and all in it; what cannot be removed stays, as the system clears it in time. */
export function discardFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // Another process still writes there.
  }
}
