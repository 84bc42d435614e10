/**
 * The thread that models run in: one a process, started with the first question, never keeping the process alive. It is not ended before
 * the process is: once its last thread has gone, the runtime's native half cannot be loaded again.
 */
import { Worker } from 'node:worker_threads';
import { type Result, err, ok } from '../../values/result.ts';
import { type Announce, type Answer, type Ask, READY } from './messages.ts';

/** Why there is no answer, as the runtime or the library says it. */
export type Unavailable = string;
export type Question = Omit<Ask, 'id'>;

/** The first line says it; a full stop at its end would stand twice in the sentence. */
const unavailable = (why: string): Unavailable => why.trim().split('\n', 1)[0]!.replace(/\.$/, '').slice(0, 300);

class ModelThread {
  readonly #worker: Worker;
  #broken: Unavailable | undefined;
  #asked = 0;
  readonly #waiting = new Map<number, (answer: Result<Float32Array, Unavailable>) => void>();

  constructor(program: string) {
    // What the libraries print is theirs: it must reach neither stdout nor a person.
    this.#worker = new Worker(program, { stdout: true, stderr: true });
    this.#worker.on('message', (answer: Answer) => this.#answered(answer.id, 'failed' in answer ? err(unavailable(answer.failed)) : ok(answer.probabilities)));
    this.#worker.on('error', (error: unknown) => this.#giveUp(error instanceof Error ? error.message : String(error)));
    this.#worker.on('exit', (code) => this.#giveUp(`its thread ended with ${code}`));
    // It says when it has loaded its libraries, and is waited for like an answer: a process that ends under native code aborts.
    this.#waiting.set(READY, () => undefined);
  }

  /** Has a model loaded. The process waits for that: one that ends while native code is loading is torn down with a fatal error. */
  announce(folder: string): void {
    void this.#send((id) => ({ id, folder }) satisfies Announce);
  }

  ask(question: Question): Promise<Result<Float32Array, Unavailable>> {
    return this.#send((id) => ({ ...question, id }) satisfies Ask);
  }

  #send(message: (id: number) => Ask | Announce): Promise<Result<Float32Array, Unavailable>> {
    if (this.#broken !== undefined) return Promise.resolve(err(this.#broken));
    const id = ++this.#asked;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      // While an answer is awaited the process must not end under it.
      this.#worker.ref();
      this.#worker.postMessage(message(id));
    });
  }

  #answered(id: number, answer: Result<Float32Array, Unavailable>): void {
    const resolve = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#worker.unref();
    resolve?.(answer);
  }

  #giveUp(why: string): void {
    this.#broken ??= unavailable(why);
    for (const id of [...this.#waiting.keys()]) this.#answered(id, err(this.#broken));
  }
}

const threads = new Map<string, ModelThread>();

/** Path of the thread's program -> the process's thread of it, started if there is none. */
export function modelThread(program: string): ModelThread {
  const known = threads.get(program) ?? new ModelThread(program);
  threads.set(program, known);
  return known;
}
