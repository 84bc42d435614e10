/** The known merchants as they lie in `merchants/*.tsv`, each with the forms in which banks write its name. */
import { readFileSync, readdirSync } from 'node:fs';
import { tokensOf } from './bank-tokens.ts';

/** One line of the lists. */
export interface KnownMerchant {
  /** As the merchant writes it. */
  readonly name: string;
  /** Category id. */
  readonly category: string;
  /** ISO 3166 codes of where it trades; "*" for everywhere. */
  readonly countries: readonly string[];
  /** Also an everyday word, a surname or a place: matched only where nothing else can be meant. */
  readonly isWord: boolean;
}

/** Text -> its parts in plain form, the numbers as they stand; parts of signs only are left out. */
const partsOf = (text: string): string[] => tokensOf(text).map((token) => gluable(token.word || token.shown)).filter((part) => part !== '');

/** Letters and digits only: "h&m" and "H & M" are one. */
export const gluable = (word: string): string => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

const LEGAL = /\s+(?:AS|ASA|AB|ApS|A\/S|Oy|Oyj|Ltd|Limited|GmbH|AG|Inc|LLC|BV|SA|SAS|PLC)\.?$/i;

/** The forms under which a name is looked for: as it is, without its legal form, and with the letters that some banks drop. */
function formsOf(name: string): string[] {
  const forms = new Set([name, name.replace(LEGAL, '')].flatMap((one) => [partsOf(one).join(''), partsOf(one.replace(/[æøåäöüÆØÅÄÖÜ]/g, '')).join('')]));
  return [...forms].filter((form, at) => form.length >= (at === 0 ? 2 : 4));
}

/** One file: `name category spellings also care`, tab-separated. The file's name begins with its country ("no-shops", "world"). */
export function readMerchants(file: string, text: string): { readonly merchant: KnownMerchant; readonly spellings: readonly string[] }[] {
  const home = /^[a-z]+/.exec(file)?.[0].toUpperCase() ?? '';
  const [header = '', ...lines] = text.split(/\r?\n/);
  const columns = header.split('\t');
  const cell = (cells: readonly string[], name: string): string => cells[columns.indexOf(name)]?.trim() ?? '';
  return lines.filter((line) => line.trim() !== '').map((line) => {
    const cells = line.split('\t');
    const own = cell(cells, 'country') || home;
    const also = cell(cells, 'also').split(',').map((code) => code.trim()).filter((code) => code !== '');
    const countries = own === 'WORLD' || also.includes('*') ? ['*'] : [...own.split(','), ...also];
    return {
      merchant: { name: cell(cells, 'name'), category: cell(cells, 'category'), countries, isWord: cell(cells, 'care') === 'word' },
      spellings: cell(cells, 'spellings').split('|').map((spelling) => spelling.trim()).filter((spelling) => spelling !== ''),
    };
  });
}

/** A folder of lists -> each name in each form banks write it, with the merchant that bears it. */
export function readLists(folder: URL): { readonly form: string; readonly merchant: KnownMerchant }[] {
  return readdirSync(folder).filter((name) => name.endsWith('.tsv')).sort().flatMap((file) =>
    readMerchants(file, readFileSync(new URL(file, folder), 'utf8')).flatMap(({ merchant, spellings }) =>
      [...new Set([merchant.name, ...spellings].flatMap(formsOf))].map((form) => ({ form, merchant }))));
}
