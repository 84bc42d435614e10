/** Composition root: opens the ledger of one home, wires the rooms, hands out reading and the one way to write. */
import { homedir } from 'node:os';
import { type Failure, raise } from './errors.ts';
import { type Cascade, createCascade } from './categories/cascade.ts';
import type { BatchStep } from './categories/decision.ts';
import { modelStep } from './categories/transformer/model-step.ts';
import { Model } from './categories/transformer/model.ts';
import { Predictor } from './categories/transformer/predictor.ts';
import { Taxonomy } from './categories/taxonomy.ts';
import type { Draft } from './ledger/append.ts';
import type { Json } from './ledger/canonical-json.ts';
import { endOfMillisecond } from './ledger/clock.ts';
import { Ledger } from './ledger/ledger.ts';
import { Log, type StoredCommit } from './ledger/log.ts';
import { keepHeapSmall } from './machine/heap.ts';
import { modelWorker, shippedModel } from './machine/beside.ts';
import { clockFrom, instantFrom, instantText, localDay, localMinute } from './machine/clock.ts';
import { type ProcessFacts, environmentFrom } from './machine/environment.ts';
import { homePath, temporaryFolder } from './machine/paths.ts';
import { systemRandom } from './machine/random.ts';
import { ReadModel, type Progress } from './read-model/read-model.ts';
import type { Environment, Random, WallClock } from './values/ambient.ts';
import type { Day } from './values/day.ts';

export interface AppOptions {
  readonly home: string;
  readonly clock: WallClock;
  readonly random: Random;
  /** `--as-of`: an instant or a commit id; reading answers as the log stood then. */
  readonly asOf?: string | undefined;
  /** Milliseconds to wait for another writer. */
  readonly busyMs?: number;
  readonly progress: (label: string, done: number, total: number) => void;
  /** Hears what a person should know though the command goes on: no local model here. */
  readonly notice?: (failure: Failure) => void;
  /** Folder of the local model, where it is not the shipped one; "off" to do without one. */
  readonly modelFolder?: string | undefined;
}

const MODEL_FOLDER = shippedModel(import.meta.url);
const MODEL_WORKER = modelWorker(import.meta.url);

export interface WriteRequest { readonly command: string; readonly arguments: Json }
export interface Writing { readonly commit: Draft; readonly model: ReadModel }
export interface Written<T> { readonly value: T; readonly commit: StoredCommit | undefined }

/** What ft draws from the machine it runs on. */
export interface Machine {
  readonly environment: Environment;
  readonly clock: () => WallClock;
  readonly random: Random;
  /** --home as given -> absolute path of the home. */
  readonly homeOf: (flag: string | undefined) => string;
}

/** A process -> its machine: environment and terminal taken once, the real clock and dice. */
export function machineOf(facts: ProcessFacts & { cwd(): string }): Machine {
  const environment = environmentFrom(facts, homedir());
  return { environment, clock: () => clockFrom(environment.fixedNow), random: systemRandom, homeOf: (flag) => homePath(flag, environment, facts.cwd()) };
}

export class App {
  #ledger: Ledger | undefined;
  #model: ReadModel | undefined;
  #categorizer: Model | undefined;
  #noticed = false;

  constructor(private readonly options: AppOptions) {}

  get home(): string { return this.options.home; }
  get isPast(): boolean { return this.options.asOf !== undefined; }

  /** Today by the machine's calendar; with --as-of the day of that instant. */
  today(): Day {
    const asOf = this.options.asOf === undefined ? undefined : instantFrom(this.options.asOf);
    return localDay(asOf ?? this.options.clock());
  }

  /** The read model, as of --as-of where given; undefined when this home has no ledger yet. */
  reader(): ReadModel | undefined {
    this.#ledger ??= Ledger.open({ ...this.options, create: false });
    // A ledger without a commit is what a failed first command leaves behind: nothing yet.
    if (!this.#ledger || this.#ledger.log.size() === 0) return undefined;
    const progress: Progress = (done, total) => this.options.progress('rebuilding', done, total);
    this.#model ??= this.options.asOf === undefined
      ? ReadModel.open(this.#ledger.database, progress)
      : ReadModel.asOf(this.#ledger.database, this.#instant(this.#ledger.log, this.options.asOf), progress);
    return this.#model;
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

  /** The same program over a new and empty home, in the system's folder for what need not last. Whoever asks closes it. */
  inTemporaryHome(name: string): App {
    return new App({ ...this.options, home: temporaryFolder(name), asOf: undefined });
  }

  /** Derives the read model anew from the log. */
  rebuild(): ReadModel {
    this.read();
    const database = this.#ledger!.database;
    this.#model = ReadModel.rebuild(database, (done, total) => this.options.progress('rebuilding', done, total));
    return this.#model;
  }

  /** Digest of each derived table as a rebuild would make it; nothing is changed. Compare with `read().digests()`. */
  rebuiltDigests(): ReadonlyMap<string, string> {
    this.read();
    return ReadModel.rebuiltDigests(this.#ledger!.database, (done, total) => this.options.progress('rebuilding', done, total));
  }

  /** Built-in and own categories. */
  async taxonomy(model: ReadModel | undefined): Promise<Taxonomy> {
    return new Taxonomy(model?.knowledge.categories());
  }

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

  /** Said before work that goes through more than it keeps, as an import does. */
  beginLongWork(): void { keepHeapSmall(); }

  /** Unix milliseconds -> local `YYYY-MM-DD HH:MM`, for people. */
  localMinute(unixMs: number): string { return localMinute(unixMs); }

  /** Unix milliseconds -> ISO 8601 in UTC, for JSON. */
  instantText(unixMs: number): string { return instantText(unixMs); }

  /** Milliseconds of the wall clock. */
  now(): number { return this.options.clock(); }

  close(): void { this.#ledger?.close(); }
}
