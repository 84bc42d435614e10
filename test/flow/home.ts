/** A home of its own for a test: a real ledger file in a temporary folder, a clock and dice that a seed decides. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from '../../src/app.ts';
import { deliver } from '../../src/intake/deliver.ts';
import type { Row, StatedBalance, StatementSource } from '../../src/intake/rows.ts';
import type { Database } from '../../src/ledger/database.ts';
import type { NewEvent } from '../../src/ledger/events/list.ts';
import { seededRandom } from '../../src/machine/random.ts';
import { tableNames } from '../../src/read-model/tables.ts';
import { type Currency } from '../../src/values/currency.ts';
import { type Day } from '../../src/values/day.ts';
import { ok } from '../../src/values/result.ts';

export class TestHome {
  readonly folder = mkdtempSync(join(tmpdir(), 'ft-test-'));
  /** Unix milliseconds; every write moves it on a second. */
  now = Date.UTC(2026, 0, 1, 12);
  app: App;

  constructor(private readonly seed = 'seed', private readonly modelFolder = 'off') { this.app = this.open(); }

  /** Another view of the same home, as a second process would have. */
  open(asOf?: string): App {
    return new App({ home: this.folder, clock: () => this.now, random: seededRandom(`${this.seed}${this.now}`), asOf, modelFolder: this.modelFolder, progress: () => {} });
  }

  async write(command: string, ...events: NewEvent[]): Promise<string> {
    this.now += 1000;
    const { commit } = await this.app.write({ command, arguments: {} }, ({ commit: draft }) => draft.append(events));
    return commit!.id;
  }

  /** Delivers rows as a statement of one account, through the whole corridor. */
  async deliver(rows: readonly Row[], options: SourceOptions & { account?: string } = {}) {
    this.now += 1000;
    const source = sourceOf(rows, options);
    return this.app.write({ command: 'import', arguments: {} }, async ({ commit, model }) =>
      deliver([{ file: source.file, source: ok(source) }], { account: options.account, strict: false }, { commit, model, cascade: await this.app.cascade(model), progress: () => {} }));
  }

  dispose(): void {
    this.app.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

type SourceOptions = Partial<Pick<StatementSource, 'dayOrder' | 'digest' | 'format' | 'profile'>> & { readonly bank?: string | undefined; readonly balances?: readonly StatedBalance[] };
let deliveries = 0;
/** Rows -> a source as `identify` would give it. Each has a digest of its own unless told. */
export function sourceOf(rows: readonly Row[], { dayOrder = 'mixed', digest = `digest-${++deliveries}`, format = 'csv', profile = 'test', bank = 'Test Bank', balances = [] }: SourceOptions): StatementSource {
  const days = rows.map((row) => row.bookingDate).sort();
  return {
    file: `statement.${format}`, digest, format, profile, ...(bank === '' ? {} : { bank }), encoding: 'utf-8', records: rows.length, dayOrder,
    from: days[0] ?? ('2026-01-01' as Day), to: days.at(-1) ?? ('2026-01-01' as Day),
    *batches() {
      for (let i = 0; i < rows.length || i === 0; i += 3) yield { rows: rows.slice(i, i + 3), problems: [], pending: [], ignored: 0, balances: i === 0 ? balances : [] };
    },
  };
}

export const NOK = 'NOK' as Currency;

/** Every derived table as text: two read models are equal when this is. */
export function dump(database: Database): string {
  return tableNames.map((table) => {
    const rows = database.prepare(`SELECT * FROM ${table}`).raw().all() as unknown[][];
    return `${table}\n${rows.map((row) => JSON.stringify(row)).sort().join('\n')}`;
  }).join('\n\n');
}
