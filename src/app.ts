/** Composition root: opens the ledger of one home, wires the rooms, hands out reading and the one way to write. */
import { dirname, join } from 'node:path';
import { Replica } from './app/replica.ts';
import { type Failure, failureIn, raise } from './errors.ts';
import { type Cascade, createCascade } from './categories/cascade.ts';
import type { BatchStep } from './categories/decision.ts';
import { modelStep } from './categories/transformer/model-step.ts';
import { Model } from './categories/transformer/model.ts';
import { Predictor } from './categories/transformer/predictor.ts';
import { Taxonomy } from './categories/taxonomy.ts';
import { settingsFrom } from './config.ts';
import type { Draft } from './ledger/append.ts';
import type { Json } from './ledger/canonical-json.ts';
import { endOfMillisecond, wallOf } from './ledger/clock.ts';
import { Ledger } from './ledger/ledger.ts';
import { tryLock } from './ledger/lock.ts';
import { Log, type StoredCommit } from './ledger/log.ts';
import { keepHeapSmall } from './machine/heap.ts';
import { demoBankProgram, modelWorker, shippedModel } from './machine/beside.ts';
import { clockFromNoon, instantFrom, instantText, localDay, localMinute } from './machine/clock.ts';
import { discardFolder, temporaryFolder } from './machine/paths.ts';
import { ticks } from './machine/ticks.ts';
import { notifierOf } from './machine/notifications.ts';
import { scheduleOf } from './machine/schedule/schedule.ts';
import { ReadModel, type Progress } from './read-model/read-model.ts';
import type { Environment, Random, WallClock } from './values/ambient.ts';
import type { BankMachine } from './values/bank-machine.ts';
import type { Day } from './values/day.ts';
import type { Notify, Schedule } from './values/schedule.ts';

export interface AppOptions {
  readonly home: string;
  readonly clock: WallClock;
  readonly random: Random;
  /** `--as-of`: an instant or a commit id; reading answers as the log stood then. */
  readonly asOf?: string | undefined;
  /** File that the home as of then was derived into (`deriveApart`), in a folder of its own that goes when the app is closed. */
  readonly apart?: string | undefined;
  /** Milliseconds to wait for another writer. */
  readonly busyMs?: number;
  readonly progress: (label: string, done: number, total: number) => void;
  /** Hears what a person should know though the command goes on: no local model here. */
  readonly notice?: (failure: Failure) => void;
  /** Folder of the local model, where it is not the shipped one; "off" to do without one. */
  readonly modelFolder?: string | undefined;
  /** Where the home is none of the person's own: the demo's. */
  readonly stage?: Stage;
}

/** A home that is only looked around in. */
export interface Stage {
  /** The day it is there. */
  readonly today: Day;
  /** Closing removes the folder. */
  readonly isThrownAway: boolean;
}

/** Events up to which a look into the past is derived at once. */
const AT_ONCE = 10_000;
const [MODEL_FOLDER, MODEL_WORKER] = [shippedModel(import.meta.url), modelWorker(import.meta.url)];
/** Program that is the demo's bank. */
export const DEMO_BANK = demoBankProgram(import.meta.url);

export interface WriteRequest { readonly command: string; readonly arguments: Json }
export interface Writing { readonly commit: Draft; readonly model: ReadModel }
export interface Written<T> { readonly value: T; readonly commit: StoredCommit | undefined }

export { type Machine, machineOf } from './machine/this-machine.ts';

export class App {
  #ledger: Ledger | undefined;
  #model: ReadModel | undefined;
  #categorizer: Model | undefined;
  #noticed = false;
  #dataVersion: number | undefined;

  constructor(private readonly options: AppOptions) {}

  get home(): string { return this.options.home; }
  get stage(): Stage | undefined { return this.options.stage; }
  get isPast(): boolean { return this.options.asOf !== undefined; }
  /** --as-of as it was given. */
  get past(): string | undefined { return this.options.asOf; }

  /** Today by the machine's calendar; with --as-of the day of that instant. */
  today(): Day {
    const { asOf } = this.options;
    return localDay(asOf === undefined ? this.options.clock() : (instantFrom(asOf) ?? wallOf(this.#instant(this.log(), asOf))));
  }

  /** The read model, as of --as-of where given; undefined when this home has no ledger yet. `creates`: then one is made, without a commit. */
  reader(creates = false): ReadModel | undefined {
    const { asOf, apart } = this.options;
    this.#ledger ??= apart === undefined ? Ledger.open({ ...this.options, create: creates }) : Ledger.apart(this.options, apart);
    // A ledger without a commit is what a failed first command leaves behind: nothing yet.
    if (!this.#ledger || (!creates && this.#ledger.log.size() === 0)) return undefined;
    const progress: Progress = (done, total) => this.options.progress('rebuilding', done, total);
    if (asOf === undefined) return (this.#model ??= ReadModel.open(this.#ledger.database, progress));
    const until = this.#instant(this.#ledger.log, asOf);
    return (this.#model ??= apart === undefined ? ReadModel.asOf(this.#ledger.database, until, progress) : ReadModel.openApart(this.#ledger.database, until));
  }

  /** True when reading can begin at once: the ledger opens, and nothing must be derived anew first. */
  isReady(): boolean {
    try {
      this.#ledger ??= Ledger.open({ ...this.options, create: false });
      return !this.#ledger || ReadModel.isCurrent(this.#ledger.database);
    } catch (error) {
      if (failureIn(error)) return false;
      throw error;
    }
  }

  /** The read model; fails by 'nothing-yet' when there is none. */
  read(): ReadModel { return this.reader() ?? raise('nothing-yet', {}); }

  /** The log alone, for proving it: nothing derived is opened. Fails by 'nothing-yet'. */
  log(): Log {
    this.#ledger ??= Ledger.open({ ...this.options, create: false });
    return this.#ledger?.log ?? raise('nothing-yet', {});
  }

  /** A second view of the ledger as it stands on disk: what a rehearsal in progress is compared with. The caller closes it. */
  beside(): { readonly model: ReadModel; readonly close: () => void } {
    const ledger = Ledger.open({ ...this.options, create: false }) ?? raise('nothing-yet', {});
    return { model: ReadModel.open(ledger.database), close: () => ledger.close() };
  }

  /** `--as-of` text -> clock: an instant, or the beginning of a commit's id. */
  #instant(log: Log, text: string): string {
    const instant = instantFrom(text);
    if (instant !== undefined) return endOfMillisecond(instant);
    const commits = log.commitsLike(text);
    if (commits.length > 1) raise('id-ambiguous', { what: 'commit', prefix: text, matches: commits.map((commit) => commit.id) });
    return commits[0]?.clock ?? raise('instant-invalid', { text });
  }

  /**
   * One commit: takes the write lock, runs `work` on an up-to-date read model, seals or rolls back. `rehearse`: everything
   * happens, then is rolled back; for previews and dry runs. A home without a ledger is rehearsed in memory.
   */
  async write<T>(request: WriteRequest, work: (writing: Writing) => T | Promise<T>, rehearse = false): Promise<Written<T>> {
    if (this.isPast) raise('usage', { why: 'The past cannot be changed: --as-of goes with commands that only read.', hint: 'Leave --as-of out.' });
    this.#ledger ??= Ledger.open({ ...this.options, create: !rehearse });
    const ledger = this.#ledger ?? Ledger.inMemory(this.options);
    const model = this.#ledger ? (this.reader() ?? ReadModel.open(ledger.database)) : ReadModel.open(ledger.database);
    try {
      return await ledger.commit(request, model.projection, (commit) => work({ commit, model }), rehearse);
    } catch (error) {
      // What the projection remembered of the rolled-back commit must not reach the next one.
      this.#model = undefined;
      throw error;
    } finally {
      if (rehearse) this.#model = undefined;
      if (ledger !== this.#ledger) ledger.close();
    }
  }

  /** What is done to the log besides writing commits: those of other devices come in, what they erased goes. */
  replica(): Replica {
    const ledger = (): Ledger => (this.#ledger ??= Ledger.open({ ...this.options, create: true }))!;
    return new Replica({ ledger, model: () => this.reader(true)!, rebuild: () => { this.rebuild(); }, forget: () => { this.#model = undefined; }, now: this.options.clock, random: this.options.random });
  }

  /** What is read from now on is read anew: another ft may have written, or another file stand in place of the ledger (the old one is closed with the last who reads from it). The past stays as it is. */
  refresh(): void {
    if (!this.isPast) [this.#model, this.#ledger] = [undefined, this.#ledger?.isGone() ? undefined : this.#ledger];
    this.#dataVersion = this.#ledger?.dataVersion();
  }

  /** True when another process has written since the last refresh, or has put something else where the ledger was. */
  changedOnDisk(): boolean {
    this.#ledger ??= Ledger.open({ ...this.options, create: false });
    return this.#ledger?.isGone() === true || this.#ledger?.dataVersion() !== this.#dataVersion;
  }

  /** The same home as it stood at an instant or commit; `apart`: as it was derived into that file. Whoever asks closes it. */
  asOf(asOf: string, apart?: string): App { return new App({ ...this.options, asOf, apart }); }

  /**
   * `--as-of` text -> a file, not there yet, to derive the home as of then into, where that is too much to be done between two keys; undefined
   * where it is little. Raises 'instant-invalid', 'id-ambiguous', 'nothing-yet'.
   */
  apartFor(asOf: string): string | undefined {
    const { later, total } = this.log().sizeAround(this.#instant(this.log(), asOf));
    return later.commits > 0 && total > AT_ONCE ? join(temporaryFolder('finance-tracker-past'), 'derived.db') : undefined;
  }

  /** Derives the home as of --as-of into a file apart; the ledger stays as it is. */
  deriveApart(file: string): void {
    const { asOf = raise('usage', { why: '--apart goes with --as-of.', hint: 'Say which day: --as-of 2026-03-31' }), progress } = this.options;
    const now = this.inHome(this.home);
    now.read();
    now.close();
    const ledger = Ledger.apart(this.options, file, true);
    try {
      ReadModel.deriveApart(ledger.database, this.#instant(ledger.log, asOf), (done, total) => progress('looking back', done, total));
    } finally {
      ledger.close();
    }
  }

  /** What a person writes -> Unix milliseconds, as --as-of takes it; undefined where it is no instant. */
  instantOf(text: string): number | undefined { return instantFrom(text); }

  /** The same program over another home. Whoever asks closes it. */
  inHome(home: string, stage?: Stage): App {
    const { stage: _, ...options } = this.options;
    return new App({ ...options, home, asOf: undefined, ...(stage ? { stage, clock: clockFromNoon(stage.today, this.options.clock) } : {}) });
  }

  /** The same program over a new and empty home, in the system's folder for what need not last. Whoever asks closes it. */
  inTemporaryHome(name: string, stage?: Stage): App { return this.inHome(temporaryFolder(name), stage); }

  /** Derives the read model anew from the log. Opening does so by itself where it is behind: not twice over. */
  rebuild(): ReadModel {
    const { database } = (this.log(), this.#ledger!);
    if (!this.#model && !ReadModel.isCurrent(database)) return this.read();
    this.read();
    return (this.#model = ReadModel.rebuild(database, (done, total) => this.options.progress('rebuilding', done, total)));
  }

  /** Digest of each derived table as a rebuild would make it; nothing is changed. Compare with `read().digests()`. */
  rebuiltDigests(): ReadonlyMap<string, string> {
    this.read();
    return ReadModel.rebuiltDigests(this.#ledger!.database, (done, total) => this.options.progress('rebuilding', done, total));
  }

  /** Built-in and own categories. */
  async taxonomy(model: ReadModel | undefined): Promise<Taxonomy> { return new Taxonomy(model?.knowledge.categories()); }

  /** The local model, loaded when it is first asked; undefined where the person does without. */
  categorizer(): Model | undefined {
    if (this.options.modelFolder === 'off') return undefined;
    return (this.#categorizer ??= new Model({ folder: this.options.modelFolder ?? MODEL_FOLDER, worker: MODEL_WORKER }));
  }

  /** Confidence below which what the local model labelled is asked about. Undefined where no model says so; `tells`: with the reason, once. */
  sureFrom(tells: boolean): number | undefined {
    const facts = this.categorizer()?.claims();
    if (tells && facts && !facts.ok) this.#notice(facts.error);
    return facts?.ok ? facts.value.sureFrom : undefined;
  }

  /** The cascade over what this home knows. */
  async cascade(model: ReadModel | undefined): Promise<Cascade> {
    return createCascade({
      rules: model?.knowledge.rules() ?? [], corrections: model?.knowledge.corrections() ?? [], taxonomy: await this.taxonomy(model),
      later: this.#guessing(model),
      accountName: (id) => model?.accounts.all().find((account) => account.id === id)?.name ?? id,
    });
  }

  /** The steps that guess: the local model, as long as it runs here. */
  #guessing(readModel: ReadModel | undefined): BatchStep[] {
    const model = this.categorizer();
    if (!model) return [];
    let isThere = true;
    const predictor = new Predictor({ model, cache: readModel?.predictions, progress: (done, total) => this.options.progress('categorising', done, total) });
    const unavailable = (failure: Failure): void => {
      isThere = false;
      this.#notice(failure);
    };
    return [{ ...modelStep({ model, predictor, unavailable }), isThere: () => isThere }];
  }

  #notice(failure: Failure): void {
    if (!this.#noticed) this.options.notice?.(failure);
    this.#noticed = true;
  }

  /** Said before work that goes through more than it keeps. */ beginLongWork(): void { keepHeapSmall(); }
  /** Unix milliseconds -> local `YYYY-MM-DD HH:MM`, for people. */
  localMinute(unixMs: number): string { return localMinute(unixMs); }
  /** Unix milliseconds -> ISO 8601 in UTC, for JSON. */
  instantText(unixMs: number): string { return instantText(unixMs); }
  /** The unattended sync of this home. */
  schedule(environment: Environment): Schedule { return scheduleOf(this.home, environment, this.options.clock); }

  /** Messages on the desktop of the person whose session this is. */
  notifier({ platform }: Environment): Notify { return notifierOf(platform); }

  /** What this home's banks are talked to with. */
  async bankTools(environment: Environment): Promise<BankMachine> {
    const { home, options: { clock: now, random } } = this;
    const { bankMachine } = await import('./machine/bank-machine.ts');
    return bankMachine({ home, environment, now, random, lock: (name) => tryLock(home, name), settings: (text, file) => settingsFrom(text, file, environment) });
  }

  /** Unix milliseconds. */
  now(): number { return this.options.clock(); }
  /** Milliseconds that measure work: they go on evenly where the clock stands still or jumps. */
  ticks(): number { return ticks(); }

  close(): void {
    this.#ledger?.close();
    if (this.options.apart !== undefined) discardFolder(dirname(this.options.apart));
    if (this.stage?.isThrownAway && !this.isPast) discardFolder(this.home);
  }
}
