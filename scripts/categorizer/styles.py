"""How banks write a payment: line styles by country, and what happens to letters on the way. Everything here makes a clean name dirty."""
import re

STYLES = {
    'NO': ['*{card} {dd}.{mm} NOK {amt} {n22} Kurs: 1.0000', '{dd}.{mm} {n18} {street12} {city}', 'Varekjøp {n} {street} {city}', 'VISA VARE {n22}', 'Visa {digits6} {n}',
           'Varekjøp {n}', '{n}', '{n} {city}', '{n25}', 'Nettgiro til: {n16} Betalt: {dd}.{mm}.{yy}', 'Til: {n} Betalt: {dd}.{mm}.{yy}', 'AvtaleGiro {n}', 'eFaktura {n}',
           'Betalt til {n}', '*{card} {dd}.{mm} Nok {amt} {n22} Kurs: 1.0000', 'Notanr {digits9} {n}', '{n} betal dato 20{yy}-{mm}-{dd}', 'KORTKJØP {n} {dd}.{mm}.{yy}', '{dd}.{mm} {n20}',
           'Visa kjøp {n} {city} NOR', '{n22} {city} NO', 'Giro {digits11} {n}', 'Nettbank til {n}', 'Reservert {n22}', 'BANKAXEPT {n} {dd}.{mm}', 'Kortbruk {n} {dd}.{mm}.{yy}', 'Kjøp med kort {n}', '{n} KONTAKTLØS', 'MASTERCARD VARE {n}', 'Mastercard {n}', 'Visa Electron {n} {city}', 'Mobilkjøp {n}', 'Kontaktløs {n}', 'Apple Pay {n}', 'Google Pay {n}', 'Kjøp/uttak {n}', 'KREDITTKORT {n}', 'Retur {n}', 'eFaktura 30 dager {n}', 'Mobilbank betaling til {n}', 'Korttransaksjon {dd}.{mm} {n}'],
    'SE': ['{n12:pad}/{yy}-{mm}-{dd}', 'Kortköp {yy}{mm}{dd} {n}', 'Prel kortköp {n}', '{n};{city}', '{n}', 'Autogiro {n}', 'AUTOGIRO {n18}', 'Bg-bet. via internet {n}', 'PG {digits7} {n}',
           'Köp {n} {city}', 'Kortköp {n22}', '{n} {city} SE', 'Betalning BG {digits8} {n}', 'K*{n22}', '{n20}', 'E-faktura {n}', 'Överföring {n}', 'Debiterat kort {n}', 'Köp {n} Kontaktlös', 'Kontaktlöst köp {n}', 'Bankkort {n}', 'Mastercard {n}', 'Skyddat belopp {n}', 'Swish företag {n}', 'Internetbetalning {n}', 'Kortbetalning {n}', 'Mastercard köp {n}', '{n} KONTAKTLÖS', 'Preliminärt köp {n}', 'Retur {n}', 'Kreditering {n}', 'Swish betalning {n}', 'Swish till {n}', 'Betalning Bankgiro {n}'],
    'DK': ['Visa køb DKK {amt} {n18} Den {dd}.{mm}', 'Dankort-nota {n}', 'DK-NOTA {n18} {digits4}', 'Bgs {n}', 'BS {n}', 'Betalingsservice {n}', '{n}', '{n} {city}', 'MC køb {n22}',
           'Visa/Dankort {n}', 'Dankort-køb {n}', 'Overførsel {n}', 'BS-BETALING {n18}', 'Nota {digits5} {n}', 'MobilePay {n}', '{n} Notanr. {digits5}', 'Kortkøb {n} d. {dd}.{mm}', 'Dankort køb kontaktløs {n}', 'Mastercard {n} {city}', 'Visa Electron {n}', 'MC/Visa {n} {city} Kortnr {card}XXXX{digits4}', 'FI-indbetalingskort {n}', 'Leverandørservice {n}', 'Køb med kort {n}', 'Kortbetaling {n}', 'Mastercard Debit køb {n}', '{n} kontaktløs', 'Kontaktløs {n}', 'Indbetalingskort {n}', 'Apple Pay {n}', 'Retur {n}', 'MobilePay Køb {n}'],
    'FI': ['{n}', '{n} {city}', 'KORTTIOSTO {n}', 'Korttiosto {n} {dd}.{mm}.', '{n22}', 'E-LASKU {n}', 'Tilisiirto {n}', 'VERKKOMAKSU {n}', '{n} {CITY} FIN', 'PANO {n}', 'MobilePay {n}', 'OSTO {card} {n}', 'SUORAVELOITUS {n}', 'VISA ELECTRON {n20} {CITY} FIN', 'Ostopvm {yy}{mm}{dd} {n}', 'Debit Mastercard {n}', 'Visa Credit/Debit {n}', 'KORTTIOSTO LÄHIMAKSU {n}', 'Korttivaraus {n}', 'VIITESIIRTO {n}', 'Saaja: {n}', 'Internetosto {n}', 'KORTTIOSTO {digits6}******{card} {n} {CITY}', 'Mastercard {n}', 'Viitemaksu {n}', 'Kortti: {card} {n}', 'E-laskun maksu {n}', 'TOISTUVA MAKSU {n}', 'Maksupalvelu {n}', 'NOSTO/OSTO {n}'],
    'EN': ['CARD PAYMENT TO {n} ON {dd}-{mm}-20{yy}', '{card} {dd}OCT{yy} C {n} {city} GB', '{n} CD {card}', '{n} ON {dd} OCT BCC', 'DIRECT DEBIT {n}', 'DDR {n} {digits7}', '{n}', '{n} {city}',
           'PURCHASE AUTHORIZED ON {mm}/{dd} {n} {digits7} {city} {state} S{digits9} CARD {card}', 'CHECKCARD {mm}{dd} {n} {city} {state} {digits9}', 'POS PURCHASE {n} {city} {state}', 'DEBIT CARD PURCHASE XXXXX{card} {n} {digits10} {state}',
           'POS Withdrawal - {n} {digits3} {street} {city}', '{n} {digits4} {city} {state}', 'pos w/d {n}-{dd}:{mm}', '{n} * {dd} Oct', 'RECURRING PAYMENT AUTHORIZED ON {mm}/{dd} {n}', '{n25} {city}', '{n} PURCHASE', 'STANDING ORDER {n}',
           '{n} {phone}', 'VIS {n22}', 'BILL PAYMENT {n}', '{n} WEB ID: {digits10}', 'Contactless {n} {city}', 'POS DEBIT {n} {state}', 'POS Purchase {n} {city} * {dd} Oct'],
    'DE': ['KARTENZAHLUNG {n} {digits5}//{city}/DE', 'EC {dd}.{mm} 15:32 {n} {digits4}//{city}', 'LASTSCHRIFT {n}', '{n} SAGT DANKE {digits5}', '{n}', 'Basislastschrift {n}', '{n}//{city}/DE', 'SEPA-LASTSCHRIFT {n}', 'VISA {n} {city}', '{n} {city}'],
    'FR': ['CARTE X{card} {dd}/{mm} {n} {city}', 'PRLV SEPA {n}', 'CB {n} {dd}/{mm}', 'PAIEMENT CB {n} {city}', '{n}', '{n} {city} FR', 'ACHAT CB {n22}'],
    'NL': ['BEA, Betaalpas {n},PAS{card} NR:{digits6} {dd}.{mm}.{yy}/12.23 {city}', 'SEPA Incasso {n}', 'CCV*{n}', '{n} {city} NLD', '{n}', 'iDEAL {n}', 'Betaalautomaat {n}'],
    'ES': ['COMPRA {n} {city}', 'COMPRA TARJ. {card} {n}', '{n}', 'RECIBO {n}', 'PAGO CON TARJETA {n}'],
    'IT': ['PAGAMENTO POS {n} {city}', '{n}', 'ADDEBITO SDD {n}', 'PAGAMENTO CARTA {card} {n}'],
    'PL': ['PŁATNOŚĆ KARTĄ {n} {city}', '{n}', 'ZAKUP {n}', 'BLIK {n}'],
}
INTERMEDIARIES = {
    'NO': ['Vipps*{n}', 'Vipps *{n}', 'VIPPS:{n}', 'Klarna*{n}', 'KLARNA {n}', 'NETS*{n}', 'Zettle_*{n}', 'SumUp *{n}', 'PAYPAL *{n}', 'LOOMISP*{n}', 'Qliro*{n}'],
    'SE': ['Klarna*{n}', 'ZETTLE_*{n}', 'ZETTLE  {n}', 'IZ *{n}', 'SumUp *{n}', 'PAYPAL *{n}', 'SWISH {n}', 'BAMBORA*{n}', 'LOOMISP*{n}', 'NYX*{n}'],
    'DK': ['MobilePay {n}', 'SumUp *{n}', 'Zettle_*{n}', 'PAYPAL *{n}', 'NETS*{n}', 'NYX*{n}', 'KLARNA*{n}'],
    'FI': ['Zettle_*{n}', 'MobilePay {n}', 'SumUp *{n}', 'PAYPAL *{n}', 'KLARNA {n}', 'EPASSI {n}', 'PAYTRAIL {n}'],
    '*': ['PAYPAL *{n}', 'PP*{n}', 'SQ *{n}', 'TST* {n}', 'SumUp *{n}', 'ZETTLE_*{n}', 'KLARNA *{n}', 'SP {n}', 'SP * {n}', 'EB *{n}', 'Yoco *{n}', 'Zapper *{n}', 'STRIPE {n}', 'Google *{n}', 'GOOGLE PAY {n}', 'CKO*{n}', 'ADYEN *{n}', 'WL *{n}', 'PADDLE.NET* {n}', 'FS *{n}'],
}
STATES = ['CA', 'NY', 'TX', 'FL', 'WA', 'PA', 'IL', 'OH', 'GA', 'NC']
LEGAL = {'NO': ['AS', 'AS', 'ANS', 'ENK', 'SA'], 'SE': ['AB', 'AB', 'HB'], 'DK': ['ApS', 'A/S', 'I/S'], 'FI': ['Oy', 'Oy', 'Tmi', 'Ky'], 'EN': ['Ltd', 'LLC', 'Inc', 'Limited', 'PLC'],
         'DE': ['GmbH', 'e.K.', 'AG'], 'FR': ['SARL', 'SAS'], 'NL': ['BV', 'VOF'], 'ES': ['SL', 'SA'], 'IT': ['SRL', 'SNC'], 'PL': ['SP Z OO']}
CUTS = [10, 12, 14, 16, 18, 20, 22, 25]
_SLOT = re.compile(r'\{([a-zA-Z]+)(\d*)(:pad)?\}')


def branch(name, group, city, rng):
    """A shop of the chain: a number, a town or a legal form after the name, as often as banks show one."""
    dice = rng.random()
    if dice < 0.50:
        return name
    if dice < 0.62:
        return f'{name} {rng.randrange(1, 9999)}'
    if dice < 0.80:
        return f'{name} {city}'
    if dice < 0.88:
        return f'{name} {rng.randrange(1, 999)} {city}'
    return f'{name} {rng.choice(LEGAL[group])}'


def fill(template, values, rng):
    """Template with slots -> text. {n22} is cut at 22 characters, {digits9} is nine digits, {n12:pad} fills up to 12."""
    def slot(match):
        name, number, pad = match.group(1), match.group(2), match.group(3)
        if name == 'digits':
            return ''.join(rng.choice('0123456789') for _ in range(int(number or 6)))
        value = values(name)
        if not number:
            return value
        value = value[:int(number)]
        return value.ljust(int(number)) if pad else value
    return _SLOT.sub(slot, template)


_FOLDED = str.maketrans('æøåäöüéÆØÅÄÖÜÉ', 'aoaaoueAOAAOUE')
_DOUBLED = {'æ': 'ae', 'ø': 'oe', 'å': 'aa', 'ä': 'ae', 'ö': 'oe', 'ü': 'ue', 'Æ': 'AE', 'Ø': 'OE', 'Å': 'AA', 'Ä': 'AE', 'Ö': 'OE', 'Ü': 'UE'}
_NORDIC = re.compile('[æøåäöüÆØÅÄÖÜ]')


def foreign_letters(text, rng):
    """The ways banks lose æøåäö: folded, doubled, a question mark, a blank; as often they stay."""
    if text.isascii():
        return text
    dice = rng.random()
    if dice < 0.45:
        return text
    if dice < 0.72:
        return text.translate(_FOLDED)
    if dice < 0.84:
        return _NORDIC.sub(lambda m: _DOUBLED[m.group()], text)
    return _NORDIC.sub('?' if dice < 0.94 else ' ' if dice < 0.97 else '', text)


def damaged(name, rng):
    """Misspelling, glued words, cut in the middle."""
    dice = rng.random()
    if dice < 0.05 and len(name) > 5:
        at = rng.randrange(1, len(name) - 1)
        kind = rng.randrange(3)
        name = name[:at] + name[at + 1:] if kind == 0 else name[:at] + name[at + 1] + name[at] + name[at + 2:] if kind == 1 else name[:at] + rng.choice('aeiorstn') + name[at + 1:]
    elif dice < 0.10:
        name = name.replace(' ', '')
    elif dice < 0.20:
        width = rng.choice(CUTS)
        name = name[:width] if len(name) > width else name
    elif dice < 0.23:
        name = re.sub(r"[&'’.*-]", ' ', name)
    return name


def cased(text, rng):
    dice = rng.random()
    return text.upper() if dice < 0.5 else text.lower() if dice < 0.55 else text.title() if dice < 0.65 else text
