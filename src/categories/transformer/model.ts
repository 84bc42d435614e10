/** A model from this side: what it says of itself, and its answers. */
import { type FailureOf, failure } from '../../errors.ts';
import { type Result, err, ok } from '../../values/result.ts';
import { type ModelFacts, proveWeights, readModelConfig } from './model-folder.ts';

export type ModelFailure = FailureOf<'model-missing' | 'model-tampered' | 'model-unavailable'>;

/** Texts in one question: small enough for progress and for Ctrl-C, large enough to sort by length. */
const QUESTION = 1_024;

export interface ModelPaths {
  /** Folder of the model. */
  readonly folder: string;
  /** The thread's program. */
  readonly worker: string;
}

export class Model {
  #claims: Result<ModelFacts, ModelFailure> | undefined;
  #facts: Result<ModelFacts, ModelFailure> | undefined;
  #broken: Result<never, ModelFailure> | undefined;

  constructor(private readonly paths: ModelPaths) {}

  /** What the model's config says of it; enough for whoever asks it nothing. */
  claims(): Result<ModelFacts, ModelFailure> {
    return (this.#claims ??= readModelConfig(this.paths.folder));
  }

  /** The same, with its weights proven to be those the config names; read once. */
  facts(): Result<ModelFacts, ModelFailure> {
    if (this.#facts) return this.#facts;
    const claims = this.claims();
    const failed = claims.ok ? proveWeights(this.paths.folder, claims.value.sha256) : undefined;
    return (this.#facts = failed ? err(failed) : claims);
  }

  /** Loads it in its thread ahead of the first question, for whoever knows that one will come. No answer is taken from it before `facts()` has proven it. */
  warm(): void { void this.#thread().then((thread) => thread.announce(this.paths.folder)); }

  // A file of its own in the built program, shared with whoever started the thread ahead.
  #thread = async () => (await import('./model-thread.ts')).modelThread(this.paths.worker);

  /**
   * Inputs, as `modelText` makes them -> one row of probabilities each, in order, labels as in `facts()`. `progress` hears the inputs done. Fails by a name when
   * the model or its runtime cannot be loaded; then at every later question too, at once.
   */
  async ask(inputs: readonly string[], progress: (done: number) => void = () => undefined): Promise<Result<readonly Float32Array[], ModelFailure>> {
    const claims = this.claims();
    if (!claims.ok) return claims;
    if (this.#broken) return this.#broken;
    if (inputs.length === 0) return ok([]);
    const { labels, temperature } = claims.value;
    const thread = await this.#thread();
    const question = (from: number) => thread.ask({ folder: this.paths.folder, inputs: inputs.slice(from, from + QUESTION), labels: labels.length, temperature });
    const rows: Float32Array[] = [];
    // One question ahead, so that the thread does not wait for this side.
    let next = question(0);
    // Proven while the first answer is on its way; none is taken before.
    const facts = this.facts();
    if (!facts.ok) return facts;
    while (rows.length < inputs.length) {
      const asked = next;
      const after = rows.length + QUESTION;
      if (after < inputs.length) next = question(after);
      const answer = await asked;
      if (!answer.ok) return (this.#broken = err(failure('model-unavailable', { why: answer.error })));
      for (let at = 0; at < answer.value.length; at += labels.length) rows.push(answer.value.subarray(at, at + labels.length));
      progress(rows.length);
    }
    return ok(rows);
  }
}
