/**
 * `node scripts/bench/generate-statement.mjs <rows> <statement.csv> [rules.json] [--stamped]`: a statement of any length for the
 * benches, in flat memory: ten years, oldest first, about 76 characters a row, about 400 recurring merchants by Zipf's law, one
 * text in twenty unique, a running balance that adds up; and 60 text rules that fit the commonest merchants. `--stamped` puts day and
 * time into each text, as many banks do, so that hardly a text recurs: the harder case for whatever remembers texts.
 */
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { dice } from '../dice.mjs';

const MERCHANTS = 400;
const UNIQUE_SHARE = 0.05;
const RULES = 60;
const FIRST_DAY = Date.UTC(2016, 0, 1);
const DAYS = 3652;
const FLUSH_CHARACTERS = 1 << 20;

const CHAINS = ['REMA 1000', 'KIWI', 'COOP EXTRA', 'MENY', 'JOKER', 'BUNNPRIS', 'CIRCLE K', 'ESSO', 'APOTEK 1', 'VITUSAPOTEK', 'CLAS OHLSON', 'NARVESEN', 'PEPPES PIZZA', 'BURGER KING', 'KAFFEBRENNERIET',
  'H&M', 'CUBUS', 'XXL', 'IKEA', 'NORLI'];
const PLACES = ['TORSHOV', 'SINSEN', 'STORO', 'BISLETT', 'LAMBERTSETER', 'MAJORSTUEN', 'GRONLAND', 'CARL BERNER', 'NYDALEN', 'BRYN', 'ALNABRU', 'SKOYEN', 'LOREN', 'TOYEN', 'FROGNER', 'ULLEVAL', 'KALBAKKEN', 'FURUSET', 'MANGLERUD', 'OPPSAL'];
/** Rules name chains; the rest of the 60 name single shops. */
const CATEGORIES = ['groceries', 'groceries', 'groceries', 'groceries', 'groceries', 'groceries', 'fuel', 'fuel', 'pharmacy', 'pharmacy', 'home-improvement', 'cafes', 'restaurants', 'restaurants', 'cafes', 'clothing', 'clothing', 'sports-outdoors', 'furnishing', 'books'];

/** The k-th merchant, from 0: chains and places woven so that the commonest are of different chains. */
const merchant = (k) => `${CHAINS[k % CHAINS.length]} ${100 + ((k * 37) % 800)} ${PLACES[Math.floor(k / CHAINS.length) % PLACES.length]}`;

/** Ranks by Zipf: the k-th is drawn 1/(k+1) as often as the first. */
function zipf(count, roll) {
  const upTo = new Float64Array(count);
  let total = 0;
  for (let k = 0; k < count; k++) upTo[k] = total += 1 / (k + 1);
  return () => {
    const wanted = roll() * total;
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upTo[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

const decimal = (minor) => `${minor < 0 ? '-' : ''}${Math.floor(Math.abs(minor) / 100)},${`${Math.abs(minor) % 100}`.padStart(2, '0')}`;

/** Rows, in file order, as text; `rows` of them between FIRST_DAY and ten years later. */
function* lines(rows, stamped, seed) {
  const roll = dice(seed);
  const rank = zipf(MERCHANTS, roll);
  let balance = 5_000_000;
  let day = -1;
  let written = '';
  for (let row = 0; row < rows; row++) {
    const today = Math.floor((row * DAYS) / rows);
    if (today !== day) {
      day = today;
      written = new Date(FIRST_DAY + day * 86_400_000).toISOString().slice(0, 10).split('-').reverse().join('.');
    }
    const purchase = roll() < 0.95;
    const amount = purchase ? -Math.round(2_900 + 97_000 * roll() * roll()) : Math.round(100_000 + 900_000 * roll());
    balance += amount;
    const stamp = stamped ? `${written.slice(0, 5)} KL ${`${8 + Math.floor(roll() * 14)}`.padStart(2, '0')}.${`${Math.floor(roll() * 60)}`.padStart(2, '0')}` : 'OSLO NOR';
    const text = roll() < UNIQUE_SHARE ? `NETTGIRO ${(seed + row).toString(36).toUpperCase()} REF ${Math.floor(roll() * 1e9)}`
      : purchase ? `${merchant(rank())} ${stamp}` : `VIPPS FRA ${PLACES[rank() % PLACES.length]} ${stamp}`;
    yield `${written};${text};${decimal(amount)};${decimal(balance)};Utført;Nei\r\n`;
  }
}

/** The rules of the bench: 20 chains, 40 shops, all text rules. */
export const rules = () => Array.from({ length: RULES }, (_, k) =>
  k < CHAINS.length ? { text: CHAINS[k].toLowerCase(), category: CATEGORIES[k] } : { text: merchant(k).toLowerCase(), category: CATEGORIES[k % CATEGORIES.length] });

/** Writes the statement and returns its bytes. The layout is Danske Bank's Norwegian one: no flag needed, no choice left. */
export function writeStatement(path, rows, { stamped = false, seed = 1 } = {}) {
  const file = openSync(path, 'w');
  let bytes = 0;
  let buffer = 'Dato;Tekst;Beløp;Saldo;Status;Avstemt\r\n';
  for (const line of lines(rows, stamped, seed)) {
    buffer += line;
    if (buffer.length < FLUSH_CHARACTERS) continue;
    bytes += writeSync(file, buffer, null, 'latin1');
    buffer = '';
  }
  bytes += writeSync(file, buffer, null, 'latin1');
  closeSync(file);
  return bytes;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [rows, statement, rulesFile] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  if (!(Number(rows) > 0) || !statement) throw new Error('usage: generate-statement.mjs <rows> <statement.csv> [rules.json] [--stamped]');
  const bytes = writeStatement(statement, Number(rows), { stamped: process.argv.includes('--stamped') });
  if (rulesFile) writeFileSync(rulesFile, JSON.stringify(rules(), null, 1));
  process.stdout.write(`${rows} rows, ${bytes} bytes, ${(bytes / Number(rows)).toFixed(1)} a row\n`);
}
