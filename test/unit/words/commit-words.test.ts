/** What commits did and what happened to a transaction, in both languages, from real ledgers. */
import { describe, expect, test } from 'vitest';
import { Taxonomy } from '../../../src/categories/taxonomy.ts';
import type { Locale } from '../../../src/format/money.ts';
import { Ledger } from '../../../src/ledger/ledger.ts';
import { seededRandom } from '../../../src/machine/random.ts';
import { ReadModel } from '../../../src/read-model/read-model.ts';
import { commitWords } from '../../../src/words/commit-words.ts';
import { type Happening, happeningWords, storyOf } from '../../../src/words/transaction-story.ts';
import { ft, ftJson, ftWith, temporaryHome, written } from '../../cli/ft.ts';

const STATEMENT = 'Dato;Forklaring;Rentedato;Ut fra konto;Inn på konto\n05.01.2026;"Varekjøp Rema 1000";05.01.2026;249,00;\n07.01.2026;Lønn;07.01.2026;;32100,50\n';

const withModel = <T>(home: string, look: (model: ReadModel) => T): T => {
  const ledger = Ledger.open({ home, clock: () => 0, random: seededRandom('words'), create: false })!;
  try {
    return look(ReadModel.open(ledger.database));
  } finally {
    ledger.close();
  }
};

/** Every commit in words, oldest first; the ids of transactions and commits are left out, as they differ from run to run. */
const told = (home: string, locale: Locale, language?: Locale): string[] => withModel(home, (model) =>
  model.log.commits().map((commit) => commitWords(commit, { model, taxonomy: new Taxonomy(model.knowledge.categories()), locale, ...(language ? { language } : {}) })
    .replace(/\b1[0-9a-z]{15}\b/g, 'ID').replace(/\b[0-9a-f]{8}\b/g, 'COMMIT')));

async function household(): Promise<string> {
  const home = temporaryHome();
  await ft(home, 'import', written(home, 'januar.csv', STATEMENT));
  const rows = await ftJson<readonly { id: string; description: string }[]>(home, 'list');
  const shop = rows.find(({ description }) => description.includes('Rema'))!.id;
  await ft(home, 'note', shop, 'til hytta');
  await ft(home, 'categorize', shop, 'restaurants', '--yes');
  await ft(home, 'split', shop, '100=groceries', '149=restaurants');
  await ft(home, 'rules', 'add', '--text', 'kiwi', '--category', 'groceries', '--yes');
  await ft(home, 'budget', 'set', 'groceries', '5000', '--from', '2026-02');
  await ft(home, 'undo', '--yes');
  await ft(home, 'redo', '--yes');
  return home;
}

describe('a household told', () => {
  test('in English as before, in Norwegian as Norwegians say it', async () => {
    const home = await household();
    expect(told(home, 'en')).toMatchInlineSnapshot(`
      [
        "imported 2 rows from januar.csv into DNB",
        "noted "til hytta" on ID",
        "put 1 transaction in Restaurants and takeaway",
        "split ID in 2",
        "added the rule: Groceries when the text contains "kiwi"",
        "set the budget of Groceries to 5,000.00 NOK from 2026-02",
        "took back COMMIT (set the budget of Groceries to 5,000.00 NOK from 2026-02)",
        "brought back COMMIT (set the budget of Groceries to 5,000.00 NOK from 2026-02)",
      ]
    `);
    expect(told(home, 'nb')).toMatchInlineSnapshot(`
      [
        "importerte 2 rader fra januar.csv til DNB",
        "noterte «til hytta» på ID",
        "la 1 transaksjon i Restaurant og takeaway",
        "delte ID i 2",
        "la til regelen: Dagligvarer når teksten inneholder «kiwi»",
        "satte budsjettet for Dagligvarer til 5 000,00 NOK fra februar 2026",
        "angret COMMIT (satte budsjettet for Dagligvarer til 5 000,00 NOK fra februar 2026)",
        "hentet tilbake COMMIT (satte budsjettet for Dagligvarer til 5 000,00 NOK fra februar 2026)",
      ]
    `);
  });

  test('English words may stand with Norwegian amounts: the commands speak English', async () => {
    const home = await household();
    expect(told(home, 'nb', 'en').find((words) => words.startsWith('set the budget'))).toBe('set the budget of Dagligvarer to 5 000,00 NOK from 2026-02');
  });

  test('JSON is English whatever the terminal speaks', async () => {
    const home = await household();
    const { stdout } = await ftWith({ environment: { language: 'nb' } }, home, 'history', '--json');
    const { commits } = JSON.parse(stdout) as { commits: readonly { what: string }[] };
    expect(commits.map(({ what }) => what)).toContain('set the budget of Groceries to 5,000.00 NOK from 2026-02');
  });

  test('what a bank did with one transaction, in both languages', async () => {
    const home = await household();
    const words = (locale: Locale): string[] => withModel(home, (model) => {
      const row = model.queries.like('1', 50).find(({ description }) => description.includes('Rema'))!;
      const [first] = storyOf(row, model) as [Happening];
      const as = (command: string, type: string, payload: object): string =>
        happeningWords({ ...first, commit: { ...first.commit, command }, event: { ...first.event, type, payload } as Happening['event'] }, row, { model, taxonomy: new Taxonomy(), accounts: [] }, { locale });
      return [
        as('sync', 'transaction.withdrawn.v1', { by: '20260105-3k7q', why: 'booked anew' }), as('sync', 'transaction.withdrawn.v1', { why: 'reserved, and never booked' }), as('bank missing drop', 'transaction.withdrawn.v1', { why: 'x' }),
        as('sync', 'missing.noticed.v1', { connection: 'c' }), as('sync', 'missing.cleared.v1', {}), as('bank missing keep', 'missing.cleared.v1', { kept: true }),
      ];
    });
    expect(words('en')).toEqual(['the bank booked it anew as 20260105-3k7q', 'reserved, and never booked', 'you took it out: the bank no longer tells it', 'the bank no longer tells it', 'the bank tells it again', 'you kept it, though the bank no longer tells it']);
    expect(words('nb')).toEqual(['banken bokførte den på nytt som 20260105-3k7q', 'reservert, men aldri bokført', 'du tok den ut: banken forteller ikke om den lenger', 'banken forteller ikke om den lenger', 'banken forteller om den igjen', 'du beholdt den, selv om banken ikke forteller om den lenger']);
  });

  test('the story of one transaction, in both languages', async () => {
    const home = await household();
    const story = (locale: Locale): string[] => withModel(home, (model) => {
      const row = model.queries.like('1', 50).find(({ description }) => description.includes('Rema'))!;
      return storyOf(row, model).map((happening) => happeningWords(happening, row, { model, taxonomy: new Taxonomy(), accounts: model.accounts.all() }, { locale }).replaceAll('\u00a0', ' ').replace(/\S+januar\.csv/, 'januar.csv'));
    });
    expect(story('en')).toMatchInlineSnapshot(`
      [
        "read from januar.csv, line 2; Groceries by the known merchant",
        "note: til hytta",
        "you chose Restaurants and takeaway",
        "split: -100.00 NOK Groceries, -149.00 NOK Restaurants and takeaway",
      ]
    `);
    expect(story('nb')).toMatchInlineSnapshot(`
      [
        "lest fra januar.csv, linje 2; Dagligvarer ut fra en kjent butikk",
        "notat: til hytta",
        "du valgte Restaurant og takeaway",
        "delt opp: -100,00 NOK Dagligvarer, -149,00 NOK Restaurant og takeaway",
      ]
    `);
  });
});
