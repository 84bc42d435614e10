/** A home without anything and a folder for statements beside it, new for each test, and a dashboard on it to import them through. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach } from 'vitest';
import { temporaryHome } from '../cli/ft.ts';
import { type Desk, type DeskOptions, desk } from './desk.ts';

/** First line of a statement of Danske Bank; two rows of it, the second of which no merchant is known for. */
export const DANSKE = 'Dato;Tekst;Beløp;Saldo;Status;Avstemt\n';
export const GOOD = `${DANSKE}13.01.2026;JOKER 888 KALBAKKEN;-30,40;969,60;Utført;Nei\n14.01.2026;ZXQV UKJENT;-100,00;869,60;Utført;Nei\n`;

export interface ImportDesk {
  /** Of the test that runs. */
  readonly home: string;
  /** Where its statements are written. */
  readonly files: string;
  /** What was opened last; closed after the test. */
  readonly shown: Desk;
  open(options?: DeskOptions): Promise<void>;
  /** What is on the screen, with ordinary blanks in its money. */
  seen(): string;
  /** Answers the question for a path. */
  name(path: string): Promise<void>;
}

/** Called at the top of a test file: gives each of its tests a home. */
export function importDesk(): ImportDesk {
  let home: string;
  let files: string;
  let shown: Desk;
  beforeEach(() => {
    home = temporaryHome();
    files = join(home, 'files');
    mkdirSync(files);
    return () => shown.close();
  });
  const seen = (): string => shown.frame().replaceAll('\u00a0', ' ');
  return {
    get home() { return home; },
    get files() { return files; },
    get shown() { return shown; },
    seen,
    open: async (options = {}) => {
      shown = await desk(home, { size: { columns: 110, rows: 34 }, ...options });
      seen();
    },
    name: async (path) => {
      await shown.press('ctrl-u');
      await shown.type(path);
      await shown.press('enter');
    },
  };
}
