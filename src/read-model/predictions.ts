/**
 * What the local model answered for texts it has seen, so that it need not be asked again. Kept beside the derived tables, not
 * among them: it can be thrown away at any time, and a rebuild neither needs nor makes it. Texts stand as digests only.
 */
import { createHash } from 'node:crypto';
import type { Database } from '../ledger/database.ts';

/** Category ids with their probabilities, likeliest first. */
export type Ranking = readonly (readonly [category: string, probability: number])[];

export class Predictions {
  constructor(private readonly database: Database) {}

  /** Model id and texts in the form the model reads -> what it answered, in order; undefined where it was not asked yet. */
  known(model: string, texts: readonly string[]): (Ranking | undefined)[] {
    if (texts.length === 0 || !this.#exists()) return texts.map(() => undefined);
    const find = this.database.prepare<[string, Buffer], string>('SELECT answer FROM main.predictions WHERE model = ? AND text = ?').pluck();
    return texts.map((text) => {
      const answer = find.get(model, digest(text));
      return answer === undefined ? undefined : (JSON.parse(answer) as Ranking);
    });
  }

  /** Writes answers down, when the ledger is being written to anyway; a look into it leaves no trace. Answers of another model go. */
  remember(model: string, answers: readonly (readonly [text: string, ranking: Ranking])[]): void {
    if (answers.length === 0 || !this.database.inTransaction) return;
    if (!this.#exists()) this.database.exec('CREATE TABLE main.predictions (model TEXT NOT NULL, text BLOB NOT NULL, answer TEXT NOT NULL, PRIMARY KEY (model, text)) WITHOUT ROWID, STRICT');
    this.database.prepare('DELETE FROM main.predictions WHERE model <> ?').run(model);
    const insert = this.database.prepare('INSERT OR REPLACE INTO main.predictions VALUES (?, ?, ?)');
    for (const [text, ranking] of answers) insert.run(model, digest(text), JSON.stringify(ranking));
  }

  #exists(): boolean {
    return this.database.prepare("SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND name = 'predictions'").get() !== undefined;
  }
}

/** 16 bytes are enough to tell texts apart, and tell nothing of them. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest().subarray(0, 16);
