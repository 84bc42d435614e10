/** Importing from the dashboard: a path, a look at what it would bring, what it leaves open, yes, and what came of it. */
import { existsSync } from 'node:fs';
import type { Locale } from '../../format/money.ts';
import { fileName } from '../../words/deliveries.ts';
import { line } from '../components/layout.ts';
import { completedPaths, pathMeant } from '../components/path-completion.ts';
import { frameWords } from '../phrases.ts';
import type { Session } from '../screen.ts';
import { accountsWords } from './accounts-words.ts';
import { type ImportTold, countsOf, isTaken, takenFiles } from './import-json.ts';
import { previewLines } from './import-preview.ts';
import { type Flags, argumentsOf, isSettled, settled } from './import-questions.ts';
import { summary } from './import-summary.ts';
import { importWords } from './import-words.ts';

/** What a question begins with: where browsers put what is downloaded. */
const DOWNLOADS = '~/Downloads/';
/** Columns of the bar. */
const BAR = 20;

interface Running { readonly label: string; readonly done: number; readonly total: number; readonly countsRows: boolean }

export class ImportFlow {
  #isBusy = false;
  #running: Running | undefined;
  /** The folder that was imported from last. */
  #folder: string | undefined;

  /** `columns`: how wide the screen is now; `imported`: told the accounts (ids) that rows came into. */
  constructor(private readonly session: Session, private readonly columns: () => number, private readonly imported: (accounts: readonly string[]) => void) {}

  /** Asks for a path and goes on from there, until it is imported or given up. */
  async begin(): Promise<void> {
    const { session } = this;
    if (session.isPast) return session.say(frameWords(session.locale).pastRefused, 'warning');
    if (this.#isBusy) return session.say(importWords(session.locale).busy, 'warning');
    this.#isBusy = true;
    try {
      for (let typed = await this.#asked(); typed !== undefined; typed = await this.#asked()) if (!(await this.#import([pathMeant(typed)]))) break;
    } finally {
      this.#isBusy = false;
    }
  }

  async #asked(): Promise<string | undefined> {
    const words = importWords(this.session.locale);
    const typed = await this.session.ask.prompt({
      title: words.which, hint: words.tab, initial: this.#folder ?? (existsSync(pathMeant(DOWNLOADS)) ? DOWNLOADS : ''), complete: (text) => completedPaths(text),
      check: (text) => (text === '' ? words.noPath : existsSync(pathMeant(text)) ? undefined : words.missing(text)),
    });
    if (typed !== undefined) this.#folder = typed.slice(0, Math.max(typed.lastIndexOf('/'), typed.lastIndexOf('\\')) + 1);
    return typed;
  }

  /** One path after the other, with those that were left out of it last; true where another one is to be named: the person wants so, or this one will not do. */
  async #import(paths: readonly string[]): Promise<boolean> {
    const queue = [...paths];
    let again = false;
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      const found = await this.#looked(path);
      if (found === 'stopped') return false;
      again = found === 'no';
      if (found === 'no') continue;
      const told = await this.#taken(path, found.flags);
      if (!told) continue;
      this.imported(takenFiles(told).flatMap(({ accounts }) => accounts.map(({ id }) => id)));
      const left = found.told.files.flatMap((file) => (!isTaken(file) && isSettled(file.error, false) && existsSync(file.file) ? [file.file] : []));
      const next = await summary(this.session, told, left.length);
      if (next === 'settle') queue.push(...left);
      again = next === 'another';
    }
    return again;
  }

  /** Dry runs until nothing is left open, shown for a yes; 'no' where the person gives up or nothing of it can be imported. */
  async #looked(path: string): Promise<{ readonly told: ImportTold; readonly flags: Flags } | 'no' | 'stopped'> {
    const { session } = this;
    let flags: Flags = {};
    for (;;) {
      const words = importWords(session.locale);
      const { json, failed, stopped } = await this.#ran(words.looking(fileName(path)), (asking) => session.run(['import', path, '--dry-run', ...argumentsOf(flags)], asking));
      if (stopped) return 'stopped';
      const told = json as ImportTold | undefined;
      const open = failed ?? told?.files.flatMap((file) => (isTaken(file) ? [] : [file.error])).find((error) => isSettled(error, true));
      if (open && isSettled(open, failed === undefined)) {
        const answered = await settled(session, open, flags);
        if (answered) {
          flags = answered;
          continue;
        }
        if (failed) return 'no';
      }
      if (failed || !told) {
        session.say(failed ? `${failed.message} ${failed.hint}` : words.nothing, 'bad');
        return 'no';
      }
      return (await this.#wanted(path, told)) ? { told, flags } : 'no';
    }
  }

  #wanted(path: string, told: ImportTold): Promise<boolean> {
    const { theme, locale, known, ask } = this.session;
    const words = importWords(locale);
    const lines = previewLines(told, this.columns(), { theme, locale, taxonomy: known?.taxonomy, accounts: known?.accounts ?? [] });
    if (!told.files.some(isTaken)) return ask.read({ title: words.nothing, lines }).then(() => false);
    const { fresh, doubtful } = countsOf(told);
    return ask.confirm({ title: words.would(fileName(path)), lines, yes: fresh + doubtful > 0 ? words.yes(fresh) : words.yesKnown });
  }

  /** The real import. What it did is told from its own answer: the file may have changed since it was looked at. */
  async #taken(path: string, flags: Flags): Promise<ImportTold | undefined> {
    const words = importWords(this.session.locale);
    return await this.#ran(words.importing(fileName(path)), (asking) => this.session.change(['import', path, ...argumentsOf(flags)], asking)) as ImportTold | undefined;
  }

  async #ran<T>(label: string, work: (asking: { readonly label: string; readonly progress: (what: string, done: number, total: number) => void }) => Promise<T>): Promise<T> {
    this.#running = { label, done: 0, total: 0, countsRows: false };
    try {
      return await work({ label, progress: (what, done, total) => { this.#running = { label, done, total, countsRows: what.startsWith('importing') }; } });
    } finally {
      this.#running = undefined;
      this.session.redraw();
    }
  }

  /** How far it is: lines above the screen, none while nothing runs. */
  lines(columns: number): string[] {
    if (!this.#running) return [];
    const { label, done, total, countsRows } = this.#running;
    const { theme, locale } = this.session;
    const words = importWords(locale);
    const figures = !countsRows ? theme.glyphs.ellipsis : total > 0 ? words.rowsOf(figure(done, locale), figure(total, locale)) : words.rowsDone(figure(done, locale));
    const full = total > 0 ? Math.min(BAR, Math.floor((done / total) * BAR)) : 0;
    const bar = total > 0 && countsRows ? [{ text: theme.glyphs.bar.repeat(full), role: 'accent' as const }, { text: theme.glyphs.rest.repeat(BAR - full), role: 'muted' as const }, '  '] : [];
    return [line([{ text: ` ${label}  `, role: 'heading' }, ...bar, `${figures}   `, { text: accountsWords(locale).stops, role: 'muted' }], columns, theme), ''];
  }
}

/** 100000 -> "100 000" (nb) or "100,000" (en). */
const figure = (count: number, locale: Locale): string => count.toLocaleString(locale === 'nb' ? 'nb-NO' : 'en-GB');
