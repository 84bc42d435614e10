/**
 * What one correction teaches: the other texts of the same merchant, however banks write them, and never another merchant. Measured on
 * fixtures/categorizer/lookalikes.tsv (invented merchants, five texts each) and on names that are easily taken for each other.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { correctionStep, isTeachable, teachableKey } from '../../../src/categories/corrections.ts';
import type { Description } from '../../../src/categories/decision.ts';
import { Taxonomy } from '../../../src/categories/taxonomy.ts';
import { normalText } from '../../../src/values/text.ts';

const taxonomy = new Taxonomy();
const about = (text: string): Description => ({ text, normal: normalText(text) });
const stepFor = (key: string) => correctionStep([{ key, category: 'gifts' }], taxonomy);
const taught = (text: string) => stepFor(teachableKey(text) ?? '');
const decides = (text: string, other: string): boolean => taught(text).decideNow(about(other)) !== undefined;

/** Names of which none may be taken for another -> the pairs that are. */
function confused(names: readonly string[]): string[] {
  const others = names.map(about);
  return names.flatMap((name) => {
    const step = taught(name);
    return others.filter((other) => other.text !== name && step.decideNow(other) !== undefined).map((other) => `${name} = ${other.text}`);
  });
}

const each = (firsts: string, seconds: string): string[] => firsts.split(', ').flatMap((first) => seconds.split(', ').map((second) => `${first} ${second}`));

describe('the look-alikes of the fixture', () => {
  const rows = readFileSync(new URL('../../../fixtures/categorizer/lookalikes.tsv', import.meta.url), 'utf8').trim().split('\n').slice(1)
    .map((line) => line.split('\t') as [string, string]);
  const all = rows.map(([merchant, text]) => ({ merchant, about: about(text) }));

  it('are decided by one correction in 96 of 100, and of other merchants none among 75,000', () => {
    let pairs = 0;
    let right = 0;
    let others = 0;
    const wrong: string[] = [];
    rows.forEach(([merchant, text], at) => {
      const step = taught(text);
      for (const other of all.filter((one) => one.merchant === merchant && one.about.text !== text)) {
        pairs++;
        if (step.decideNow(other.about)) right++;
      }
      // Every eighth, another eighth for each text: over all 636,000 pairs it takes too long for a test.
      for (const other of all.filter((one, index) => (index + at) % 8 === 0 && one.merchant !== merchant)) {
        others++;
        if (step.decideNow(other.about)) wrong.push(`${text} = ${other.about.text}`);
      }
    });
    expect(others).toBeGreaterThan(75_000);
    expect(wrong).toEqual([]);
    expect(right / pairs).toBeGreaterThanOrEqual(0.96);
  });
});

describe('never taken for each other', () => {
  it('the same trade and another surname, the same surname and another trade', () => {
    const names = each('Hansen, Jensen, Johansen, Johnsen, Larsen, Lassen, Andersen, Anderson, Olsen, Olesen, Hagen, Haugen, Berge, Nilsson, Virtanen, Korhonen', 'Bakeri, Frisør, Tannlege, Rørlegger, Blomster, Elektro, Malermester, Bilverksted');
    expect(confused(names)).toEqual([]);
  });
  it('persons of one given name or one surname', () => {
    const names = each('Kari, Kai, Ola, Ole, Anne, Anna, Ann, Maria, Mari, Tore, Tove, Jon, Jan, Kari Anne, Ola Magnus', 'Hansen, Jansen, Lund, Moss, Berg, Nordmann, Sandnes, Hamar');
    expect(confused(names)).toEqual([]);
  });
  it('the same city and another trade, the same trade and another city', () => {
    expect(confused(each('Oslo, Bergen, Tromsø, Göteborg, København, Helsinki', 'Taxi, Parkering, Kommune, Hotell, Tannlege, Apotek, Rørlegger'))).toEqual([]);
    expect(confused(each('Taxi, Hotell, Parkering, Rørlegger, Thai Restaurant', 'Oslo, Bergen, Hamar, Malmö, Odense'))).toEqual([]);
  });
  it('chains that share a first word', () => {
    expect(confused(['Coop Extra', 'Coop Obs', 'Coop Mega', 'Coop Prix', 'Nordic Choice', 'Nordic Wellness', 'Nordic Light', 'Circle K', 'Circle Bar', 'First Hotel Grims', 'First Camp', 'Thon Hotel Opera', 'Clas Ohlson', 'Clas Fixare',
      'Solberg', 'Solbergstrand Bakeri', 'Kiwi', 'Kiwanis Forening', 'Norrøna', 'Emma Norrøna', 'Blåklokke Ulv', 'Blåklokke Svalen', 'Lotus Castlegate', 'Lotus Yankee', 'Best Western', 'Best Transport', 'Mat Extra', 'Mat Express'])).toEqual([]);
  });
  it.each([['Hansen', 'Hansen Bakeri'], ['Virtanen', 'Virtanen Elektro'], ['Kari', 'Kari Nordmann'], ['Kari Anne', 'Kari Anne Berg'], ['Nota 55123', 'Nota 12345 Blomsterglede']])('%s and %s', (one, other) => expect(decides(one, other)).toBe(false));
});

describe('one merchant', () => {
  it.each([
    // Bank words of many countries.
    ['Nota 48284 Nygaard Midsommer Odense', 'DK-NOTA Nygaard Midsommer 7179'], ['OSTO 8684 NELIÖ KOSKI', 'Neliö Koski Seinäjoki FIN'], ['E-LASKU Kielo Apila', 'SUORAVELOITUS KIELO APILA OY'],
    ['Debiterat kort Alma Vidar', 'ALMA VIDAR HÄRNÖSAND'], ['PAGAMENTO POS Fiore Verde Milano', 'ADDEBITO SDD FIORE VERDE'], ['VIS NOMAD UNICORN 7622', 'Nomad Unicorn * 21 Oct'], ['K*Lampa Lunden', 'Lampa Lunden'],
    ['KARTENZAHLUNG MORGEN GARTEN 52604//Frankfurt/De', 'MORGEN GARTEN SAGT DANKE 52604'], ['PŁATNOŚĆ KARTĄ ZIELONY OGRÓD WARSZAWA', 'Blik Zielony Ogród'], ['6806 09OCT26 C TIDE MONARCH LEEDS GB', 'CARD PAYMENT TO TIDE MONARCH ON 20-04-2022'],
    ['COMPRA TARJ. 8402 Casa Lumbre', 'RECIBO CASA LUMBRE'], ['BEA, Betaalpas Groene Tuin,PAS840 NR:582175 12.04.24/12.23 LEIDEN', 'Groene Tuin NLD'],
    // Letters lost.
    ['KORTKP 260903 GUNNARSSON HRNET HB', 'Gunnarsson Hörnet'], ['KORTK B BJ RNEN BOHEM', 'Bjørnen Bohem'], ['VAREKJ?P BERGSTR?M ?NGEN', 'Bergström Ängen'], ['verfring Fyrklvern Msen', 'Fyrklövern Måsen'],
    // Run together, with a number, with a town.
    ['WIKSTRÖMSEGLET625KUNGÄLV', 'Wikström Seglet'], ['NORDLYKKEANS TRYSIL NO', 'Nord Lykke'], ['OmegaEdda978Lorenskog', 'Omega Edda'],
    // One typing error.
    ['Runa Drmomen', 'Runa Drømmen'], ['Toppe Furu', 'Toppen Furu'], ['Thoren eCntrum', 'Thorén Centrum'], ['Sportsboden', 'Sportboden'],
    // Cut, and two branches.
    ['Gröna Drot', 'Gröna Drottningen'], ['Solhaug Lykke Kuusan', 'Solhaug Lykke Kuusankoski'], ['Restaurant Sjøhesten', 'Sjøhesten'],
  ])('%s and %s', (one, other) => {
    expect(decides(one, other)).toBe(true);
    expect(decides(other, one)).toBe(true);
  });
});

describe('a key', () => {
  it.each(['nota', 'osto', 'e lasku', 'debiterat kort', 'recibo', 'varekjop', 'overforing'])('of bank words only teaches nothing: %s', (key) => {
    expect(isTeachable(key)).toBe(false);
    expect(teachableKey(`${key} 12345`)).toBeUndefined();
  });
  it('taught when less was known of bank words goes on', () => {
    const step = stepFor('debiterat kort alma vidar harnosand');
    expect(step.decideNow(about('Kortköp 250213 Alma Vidar'))).toMatchObject({ confidence: 1, by: 'debiterat kort alma vidar harnosand' });
  });
  it('decides the same in whatever order the keys were taught', () => {
    const rows = ['alma vidar', 'debiterat kort alma vidar', 'alma vida', 'alma'].map((key, at) => ({ key, category: ['gifts', 'games', 'hobbies', 'pets'][at] as string }));
    const texts = ['Alma Vidar', 'ALMA VIDA', 'Alma V', 'AlmaVidar Ystad', 'Alma Vidra'].map(about);
    const answers = (some: typeof rows) => { const step = correctionStep(some, taxonomy); return texts.map((text) => step.decideNow(text)); };
    expect(answers(rows.toReversed())).toEqual(answers(rows));
  });
});
