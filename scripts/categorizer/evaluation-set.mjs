/** The project's own evaluation set, and which of its merchants the training lists hold. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const SET = join(root, 'fixtures/categorizer');
const MERCHANTS = join(root, 'src/categories/merchants');

/** TSV text with a header -> its rows as objects. */
function table(path) {
  const [header, ...lines] = readFileSync(path, 'utf8').split(/\r?\n/).filter((line) => line !== '');
  const columns = header.split('\t');
  return lines.map((line) => { const cells = line.split('\t'); return Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? ''])); });
}

/** Every row: text, amount, currency, country, category, merchant, kind. */
export const evaluationRows = () => ['nordic.tsv', 'world.tsv'].flatMap((file) => table(join(SET, file)));

/** Letters and digits only, accents folded: how merchants are compared. */
const plain = (name) => name.toLowerCase().replace(/[øö]/g, 'o').replace(/[æäå]/g, 'a').normalize('NFKD').replace(/[^a-z0-9]/g, '');

let names;
/** All names the model was trained on: the known merchants, and the brands where their folder is there. */
function trainingNames() {
  if (names) return names;
  names = new Set();
  const add = (name) => { const key = plain(name); if (key.length >= 3) names.add(key); };
  for (const file of readdirSync(MERCHANTS).filter((name) => name.endsWith('.tsv')))
    for (const row of table(join(MERCHANTS, file))) for (const name of [row.name, ...(row.spellings ?? '').split('|')]) add(name);
  const brands = join(process.env.FT_CATEGORY_DATA ?? '', 'brands.tsv');
  if (process.env.FT_CATEGORY_DATA && existsSync(brands)) for (const row of table(brands)) add(row.name);
  return names;
}

let texts;
/** The bank texts that the model was trained on, as they stand, without those that have slots. */
function trainingTexts() {
  texts ??= new Set(table(join(root, 'scripts/categorizer/lexicon/bank-texts.tsv')).flatMap((row) => row.texts.split('|')).filter((text) => !text.includes('{')).map(plain));
  return texts;
}

/** True when the training lists hold the merchant of a row, alone or as the first words of its name, or its very text. */
export function isSeen({ merchant, text }) {
  if (trainingTexts().has(plain(text))) return true;
  const words = merchant.split(/[\s.*/-]+/);
  return words.some((_, count) => count > 0 && plain(words.slice(0, count).join('')).length >= 4 && trainingNames().has(plain(words.slice(0, count).join('')))) || trainingNames().has(plain(merchant));
}
