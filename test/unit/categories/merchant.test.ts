/** The merchant in bank texts: what must share a key, what must not, and the name shown. All texts are made up. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distinctiveWords, merchantKey, merchantKeyOf, merchantName, merchantNameOf } from '../../../src/categories/merchant.ts';
import { normalText } from '../../../src/values/text.ts';

const sameKey: readonly (readonly [string, string])[] = [
  ['*4411 23.10 NOK 249.00 REMA 1000 TORSHOV Kurs: 1.0000', 'Varekjøp Rema 1000 Dato 24.09 kl. 18.40'],
  ['Varekjøp REMA 1000 KAMPEN', 'Visa køb DKK 54,90 REMA1000 Den 21.05'],
  ['05.07 KIWI 471 BISLET THERESESGT 3 OSLO', 'KIWI 905 HASLE'],
  ['05.07 KIWI 471 BISLET', '*9921 06.07 NOK 88.40 KIWI Kurs: 1.0000'],
  ['Varekjøp Meny Ringnes Park Oslo', 'MENY RINGNES PARK'],
  ['Visa 100121 Fjordlys Kraft AS', 'Fra: Fjordlys Kraft AS'],
  ['Nettgiro til: Fjordlys Kraft Betalt: 05.07.18', 'AvtaleGiro Fjordlys Kraft AS'],
  ['eFaktura Fjordlys Kraft', 'Nettbank til Fjordlys Kraft AS Betalt: 01.02.24'],
  ['Vipps*Bakeriet Brent', 'BAKERIET BRENT AS'],
  ['Vipps *Ola Nordmann', 'Overføring Ola Nordmann'],
  ['Overføring 923441 Ola Nordmann KinoTpp: Vipps', 'Til: Ola Nordmann'],
  ['Kortköp 250213 KUNGENS GODIS', 'Prel kortköp KUNGENS GODIS'],
  ['Kortköp 250213 SÖDERS FISK', 'SODERS FISK/25-02-14'],
  ['HEMBAGERIET GOETEBORG', 'Hembageriet Göteborg'],
  ['STUDIO LINNE;GOTEBORG', 'Studio Linne'],
  ['Swish betalning ANNA SVENSSON', 'Swish Anna Svensson'],
  ['AUTOGIRO VATTENFALLET AB', 'Vattenfallet'],
  ['Bg-bet. via internet Brf Solsidan', 'BRF SOLSIDAN'],
  ['Dankort-nota FØTEX AARHUS', 'Visa køb DKK 112,00 FOETEX Den 03.04'],
  ['MobilePay Kari Hansen', 'Kari Hansen'],
  ['BS TRYGGHED FORSIKRING A/S', 'Trygghed Forsikring'],
  ['Bgs NORDLYS Kbh', 'DK-NOTA NORDLYS KBH'],
  ['ZETTLE_*TMI SAKSET', 'TMI SAKSET'],
  ['ZETTLE  KAFFEVOGNEN', 'iZettle*Kaffevognen'],
  ['K-Supermarket Kerava', 'K-SUPERMARKET'],
  ['e-Faktura Fjordlys Kraft', 'EFAKTURA FJORDLYS KRAFT'],
  ['PAYPAL *LYDBOKA', 'LYDBOKA.NO'],
  ['SQ *BLUE HERON', 'Blue Heron London GB'],
  ['SumUp  *Isbilen', 'ISBILEN'],
  ['KLARNA *SKOBUTIKKEN', 'Klarna Skobutikken.no'],
  ['GOOGLE *Fjellkart', 'Fjellkart'],
  ['CARD PAYMENT TO RIVERSIDE BOWLS ON 28-01-2022', 'RIVERSIDE BOWLS CD 3041'],
  ['1234 22OCT25 RIVERSIDE BOWLS LONDON GB', 'Riverside Bowls ON 22 OCT BCC'],
  ['PURCHASE AUTHORIZED ON 02/20 OAKWELL 0358896 ST. PETERSBUR FL S46 CARD 1234', 'CHECKCARD 1108 OAKWELL 523 SWISSVALE PA'],
  ['POS Purchase Plush Wagon * 18 Aug', 'Plush Wagon'],
  ['KARTENZAHLUNG HOLZMANN 12345//BERLIN/DE', 'EC 28.01 15:32 HOLZMANN 4711//MUENCHEN'],
  ['LASTSCHRIFT Stadtwerke Sued GmbH', 'Stadtwerke Süd'],
  ['CARTE X9471 16/12 LIVRES NOIRS', 'PAIEMENT CB LIVRES NOIRS'],
  ['STREAMFLIX.COM 866-579-7172', '8382 Recurring Debit Card Streamflix.com'],
  ['Notanr 123456789 Sportsboden', 'Sportsboden betal dato 2025-10-23'],
  ['Reservert transaksjon Sportsboden', 'VISA VARE SPORTSBODEN Card ending in 8349'],
  ['7-ELEVEN 451/25-10-13', '7-Eleven'],
  ['SPORTSBODEN XXXX1234', 'Sportsboden #402'],
];

const otherKey: readonly (readonly [string, string])[] = [
  ['Vipps*Bakeriet Brent', 'Vipps*Bakeriet Sol'],
  ['PAYPAL *LYDBOKA', 'PAYPAL *KARTBOKA'],
  ['Overføring Ola Nordmann', 'Overføring Kari Nordmann'],
  ['Overføring Ola Lund', 'Overføring Ola Moss'],
  ['Hotell Bergen', 'Hotell Oslo'],
  ['Oslo Taxi', 'Oslo Parkering'],
  ['COOP EXTRA', 'COOP BYGG'],
  ['ST1 HUDDINGE', 'TV2 HUDDINGE'],
  ['Kreditrenter', 'Debetrenter'],
  ['GOOGLE *Fjellkart', 'GOOGLE *Havkart'],
];

describe('merchantKey', () => {
  it.each(sameKey)('%s = %s', (one, other) => {
    expect(merchantKey(one)).not.toBe('');
    expect(merchantKey(one)).toBe(merchantKey(other));
  });
  it.each(otherKey)('%s is not %s', (one, other) => expect(merchantKey(one)).not.toBe(merchantKey(other)));

  it.each(['', '   ', 'Overføring', 'AvtaleGiro', 'Nettgiro til 12345678901', 'Bg-bet. via internet', '*1234', '12.03 149,00', 'LASTSCHRIFT', 'Visa'])(
    'names nobody: "%s"', (text) => {
      expect(merchantKey(text)).toBe('');
      expect(merchantName(text)).toBeUndefined();
    });

  it('keeps a payment company that stands alone', () => {
    expect(merchantKey('Vipps')).toBe('vipps');
    expect(merchantKey('PayPal Europe S.a.r.l. et Cie')).toMatch(/^paypal/);
  });

  it('is the same for the bank text and its normal form, and always folded words', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.constantFrom(...sameKey.flat())), (text) => {
      expect(merchantKey(normalText(text))).toBe(merchantKey(text));
      expect(merchantKey(text)).toMatch(/^(?:\S+(?: \S+)*)?$/);
    }));
  });
});

describe('merchantName', () => {
  it.each([
    ['*4411 23.10 NOK 249.00 REMA 1000 TORSHOV Kurs: 1.0000', 'Rema 1000'],
    ['05.07 KIWI 471 BISLET THERESESGT 3 OSLO', 'Kiwi'],
    ['K-Citymarket Kerava', 'K-Citymarket'],
    ['7-ELEVEN 451/25-10-13', '7-Eleven'],
    ['H&M 0123 OSLO CITY', 'H&M'],
    ['XXL SPORT ALNA', 'XXL Sport Alna'],
    ['AniKlinikken Betalt: 29.08.23', 'AniKlinikken'],
    ['Varekjøp Søstrene Ål Bergen', 'Søstrene Ål'],
    ['STREAMFLIX.COM/BILL 866-712-7753', 'Streamflix'],
    ['PAYPAL *LYDBOKA', 'Lydboka'],
    ['BADER & SÅPE', 'Bader & Såpe'],
  ])('%s -> %s', (text, name) => expect(merchantName(text)).toBe(name));

  it('is cut at 40 characters', () => {
    expect(merchantName(`Foreningen ${'abc '.repeat(30)}`)?.length).toBeLessThanOrEqual(40);
  });
});

describe('the counterparty', () => {
  it('decides when the bank names one', () => {
    expect(merchantKeyOf('Faktura 123456', 'Fjordlys Kraft AS')).toBe('fjordlys kraft');
    expect(merchantNameOf('Faktura 123456', 'FJORDLYS KRAFT AS')).toBe('Fjordlys Kraft');
  });
  it('gives way to the text when it is a payment company', () => {
    expect(merchantKeyOf('PP.1234.PP LYDBOKA', 'PayPal Europe S.a.r.l.')).toContain('lydboka');
    expect(merchantKeyOf('', 'Klarna Bank AB')).toMatch(/^klarna/);
  });
});

it('distinctive words leave out trades, places and bank words', () => {
  expect(distinctiveWords('thon hotell bergen')).toEqual(['thon']);
  expect(distinctiveWords('oslo kommune parkering')).toEqual([]);
});
