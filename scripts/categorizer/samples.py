"""Draws training samples: a category, something that belongs to it, dressed as a bank would write it, with a fitting amount."""
import random
from bisect import bisect
from collections import defaultdict
from itertools import accumulate

import lists
import styles
from features import PER_EURO

LANGUAGE = {'NO': ['nb'] * 8 + ['en'] * 2, 'SE': ['sv'] * 8 + ['en'] * 2, 'DK': ['da'] * 8 + ['en'] * 2, 'FI': ['fi'] * 7 + ['en'] * 2 + ['sv'], 'EN': ['en'],
            'DE': ['de'] * 9 + ['en'], 'FR': ['fr'] * 9 + ['en'], 'NL': ['nl'] * 8 + ['en'] * 2, 'ES': ['es'] * 9 + ['en'], 'IT': ['it'] * 9 + ['en'], 'PL': ['pl'] * 9 + ['en']}
COUNTRY_WEIGHTS = {'NO': 40, 'SE': 14, 'DK': 11, 'FI': 9, 'EN': 16, 'DE': 4, 'FR': 2, 'NL': 2, 'ES': 1.5, 'IT': 1, 'PL': 1}
CURRENCY = {'NO': 'NOK', 'SE': 'SEK', 'DK': 'DKK', 'FI': 'EUR', 'DE': 'EUR', 'FR': 'EUR', 'NL': 'EUR', 'ES': 'EUR', 'IT': 'EUR', 'PL': 'PLN'}
GROUP_OF_COUNTRY = {**{code: 'EN' for code in (*lists.ENGLISH, 'ZA', 'SG', 'IN')}, 'AT': 'DE', 'CH': 'DE', 'BE': 'FR', 'LU': 'FR', 'PT': 'ES', 'EE': 'FI', 'IS': 'NO', 'LV': 'FI', 'LT': 'PL', 'CZ': 'PL'}
# Usual size of one payment in euro, lowest and highest.
SIZES = {'salary': (900, 6000), 'benefits': (60, 2500), 'investment-income': (0.2, 900), 'other-income': (10, 2000), 'rent': (400, 2000), 'mortgage': (400, 2500), 'housing-fees': (60, 700), 'utilities': (20, 350), 'telecom': (10, 90),
         'home-improvement': (5, 900), 'furnishing': (8, 900), 'groceries': (2, 150), 'restaurants': (7, 120), 'cafes': (2, 25), 'alcohol': (5, 120), 'public-transport': (2, 90), 'taxi': (2, 60), 'fuel': (8, 110), 'parking-tolls': (1, 50), 'vehicle': (10, 1500),
         'flights': (40, 900), 'lodging': (40, 700), 'holidays': (30, 2500), 'clothing': (10, 250), 'electronics': (10, 1500), 'general-merchandise': (3, 150), 'books': (4, 70), 'sports-outdoors': (10, 500), 'kids': (6, 150), 'pets': (6, 250), 'gifts': (8, 120),
         'pharmacy': (4, 90), 'healthcare': (15, 600), 'personal-care': (5, 120), 'fitness': (8, 120), 'streaming': (4, 25), 'software': (1, 60), 'news': (1, 40), 'games': (2, 90), 'events': (8, 200), 'gambling': (2, 120), 'hobbies': (5, 250), 'insurance': (10, 500),
         'loan-payment': (20, 700), 'bank-fees': (0.2, 60), 'taxes': (30, 3000), 'government': (10, 400), 'donations': (5, 120), 'memberships': (10, 250), 'services': (4, 300), 'education': (10, 800), 'childcare': (30, 500), 'internal-transfer': (10, 3000),
         'person-to-person': (2, 400), 'savings': (20, 2000), 'card-payment': (40, 3000), 'cash': (10, 400)}
INCOME = {'salary', 'benefits', 'investment-income', 'other-income'}
EITHER = {'internal-transfer': 0.5, 'person-to-person': 0.4, 'savings': 0.2, 'taxes': 0.35, 'gambling': 0.06, 'cash': 0.08, 'insurance': 0.04}
REFUND = 0.02
# Mostly written by banks and institutions themselves, not by shops.
BANK_LIKE = {'salary', 'benefits', 'investment-income', 'other-income', 'mortgage', 'bank-fees', 'internal-transfer', 'person-to-person', 'card-payment', 'cash', 'taxes', 'savings', 'rent'}
NEUTRAL_ENDS = ['senteret', 'huset', 'butikken', 'service', 'gruppen', 'partner', 'hjørnet', 'boden', 'stua', 'sentrum', 'shop', 'center', 'house', 'studio']


class Chooser:
    """Weighted choice in constant memory."""
    def __init__(self, items, weights):
        self.items, self.sums = items, list(accumulate(weights))

    def pick(self, rng):
        return self.items[bisect(self.sums, rng.random() * self.sums[-1])]


class Samples:
    """held: merchants (lower-case names), trade words and bank templates kept out of this set; only: draw nothing but those.
    listed: share of the draws of a listed merchant that are kept."""
    def __init__(self, seed, held=frozenset(), only=False, listed=1.0):
        self.rng, self.listed = random.Random(seed), listed
        use = (lambda key: key in held) if only else (lambda key: key not in held)
        self.people, self.places, self.parts = lists.persons(), lists.places(), lists.name_parts()
        self.trades = defaultdict(lambda: defaultdict(list))
        for (category, language), kinds in lists.trades().items():
            for kind, words in kinds.items():
                self.trades[category, language][kind] = [word for word in words if use(f'trade {word}')]
        self.texts = defaultdict(list)
        for category, country, direction, template in lists.bank_texts():
            if use(f'text {template}'):
                self.texts[category, country].append((direction, template))
        names = defaultdict(list)
        for entries, share in ((lists.merchants(), 1.0), ([] if only else lists.brands(), 0.12)):
            for name, spellings, category, countries, _ in entries:
                if not use(f'merchant {name.lower()}'):
                    continue
                known = [code for code in countries if code in CURRENCY or code in GROUP_OF_COUNTRY] or (['*'] if '*' in countries else [])
                if known:
                    nordic = any(code in lists.NORDIC for code in known) or known == ['*']
                    names[category].append(((name, spellings, known), share * (3 if nordic else 1)))
        self.names = {category: Chooser([item for item, _ in found], [weight for _, weight in found]) for category, found in names.items()}
        size = {category: len(names[category]) + 60 for category in lists.LABELS}
        # By the square root of how much there is of it; what banks write themselves is on every statement, and people most of all.
        self.labels = Chooser(lists.LABELS, [size[category] ** 0.5 + (90 if category == 'person-to-person' else 25 if category in BANK_LIKE else 0) for category in lists.LABELS])
        self.countries = Chooser(list(COUNTRY_WEIGHTS), list(COUNTRY_WEIGHTS.values()))

    def of(self, table, group, kind):
        rng = self.rng
        own = table.get((group, kind))
        if kind in ('given', 'surname') and group in lists.NORDIC and rng.random() < 0.2:
            own = table.get(('XX', kind)) or own
        return rng.choice(own or table.get(('EN', kind)) or table['NO', kind])

    def part(self, kind, language):
        """A piece of a business's name that says nothing about its trade."""
        return self.rng.choice(self.parts.get((kind, language)) or self.parts[kind, 'en'])

    def slot(self, name, group, text=''):
        rng = self.rng
        person = lambda: f"{self.of(self.people, group, 'given')} {self.of(self.people, group, 'surname')}"
        if name == 'n':
            return text
        if name in ('given', 'surname'):
            return self.of(self.people, group, name)
        if name == 'person':
            return person() if rng.random() < 0.8 else f"{self.of(self.people, group, 'surname')} {self.of(self.people, group, 'given')}"
        if name == 'PERSON':
            return person().upper()
        if name in ('city', 'CITY'):
            city = self.of(self.places, group, 'city')
            return city.upper() if name == 'CITY' else city
        if name in ('street', 'kommune', 'bank', 'employer', 'company'):
            value = self.of(self.places, group if (group, name) in self.places else 'NO', name)
            return f'{value} {rng.randrange(1, 99)}' if name == 'street' else value
        if name == 'month':
            return rng.choice(['januar', 'februar', 'mars', 'april', 'mai', 'juni', 'juli', 'august', 'september', 'oktober', 'november', 'desember'] if group in ('NO', 'SE', 'DK') else ['January', 'March', 'May', 'July', 'October'])
        simple = {'dd': lambda: f'{rng.randrange(1, 29):02}', 'mm': lambda: f'{rng.randrange(1, 13):02}', 'yy': lambda: str(rng.randrange(18, 27)), 'card': lambda: f'{rng.randrange(1000, 9999)}', 'year': lambda: str(rng.randrange(2018, 2027)),
                  'state': lambda: rng.choice(styles.STATES), 'phone': lambda: f'{rng.randrange(200, 999)}-{rng.randrange(200, 999)}-{rng.randrange(1000, 9999)}', 'amt': lambda: f'{rng.randrange(10, 2000)}.{rng.randrange(100):02}',
                  'account': lambda: f'{rng.randrange(1000, 9999)}.{rng.randrange(10, 99)}.{rng.randrange(10000, 99999)}', 'date': lambda: f'{rng.randrange(1, 29):02}.{rng.randrange(1, 13):02}.{rng.randrange(18, 27)}'}
        return simple[name]()

    def trade_name(self, category, group):
        """An invented business whose words say what it does; None where the language has no words for the category."""
        rng = self.rng
        language = rng.choice(LANGUAGE[group])
        words = self.trades.get((category, language)) or self.trades.get((category, 'en' if group == 'EN' else 'nb'))
        if not words or not any(words.values()):
            return None
        plain, last, first = words['plain'], words['last'], words['first']
        part = lambda kind: self.part(kind, language)
        surname, city = self.of(self.people, group, 'surname'), self.of(self.places, group, 'city')
        dice = rng.random()
        if last and (dice < 0.25 or not plain):
            front = rng.choice([surname, city, part('fancy'), part('fancy'), rng.choice(first) if first else part('fancy')])
            return f"{front}{'' if rng.random() < 0.75 else ' '}{rng.choice(last)}"
        if first and (dice < 0.38 or not plain):
            return f"{rng.choice(first)}{rng.choice(last) if last and rng.random() < 0.6 else rng.choice(NEUTRAL_ENDS)}"
        word = rng.choice(plain)
        forms = [
            lambda: word, lambda: f'{surname} {word}', lambda: f'{word} {surname}', lambda: f'{city} {word}', lambda: f'{word} {city}',
            lambda: f"{part('adjective')} {word}", lambda: f"{part('fancy')} {word}", lambda: f"{word} {part('fancy')}", lambda: f"{self.of(self.people, group, 'given')}s {word}",
            lambda: f"{word} {part('suffix')}", lambda: f"{part('fancy')} {word} {part('suffix')}", lambda: f'{word} {rng.choice(plain)}',
            lambda: f"{part('adjective')} {part('fancy')} {word}", lambda: f"{surname} {part('suffix')} {word}",
        ]
        return rng.choice(forms)()

    def amount(self, category, direction, currency):
        """Major units with the holder's sign; None as often as a text comes alone."""
        rng = self.rng
        if rng.random() < 0.12:
            return None
        low, high = SIZES[category]
        size = low * (high / low) ** min(max(rng.gauss(0.5, 0.22), -0.1), 1.15) * PER_EURO[currency]
        if direction == 'any':
            incoming = rng.random() < (0.99 if category in INCOME else EITHER.get(category, REFUND))
        else:
            incoming = (direction == 'in') != (rng.random() < 0.01)
        return round(size if incoming else -size, 2)

    def country_of(self, countries):
        """One of the countries a merchant trades in -> (style group, currency of the account)."""
        rng = self.rng
        code = rng.choice(countries)
        if code == '*':
            group = self.countries.pick(rng)
            return group, CURRENCY.get(group) or rng.choice(['GBP', 'USD', 'USD', 'EUR'])
        group = GROUP_OF_COUNTRY.get(code, code)
        currency = {'GB': 'GBP', 'US': 'USD', 'IE': 'EUR', 'AU': 'AUD', 'CA': 'CAD', 'NZ': 'NZD', 'CH': 'CHF', 'ZA': 'ZAR', 'IS': 'ISK', 'CZ': 'CZK'}.get(code) or CURRENCY.get(code, 'EUR')
        return group if group in styles.STYLES else 'EN', currency if currency in PER_EURO else 'EUR'

    def dressed(self, name, group, currency, category):
        """A name as a bank of the country would write it."""
        rng = self.rng
        abroad = rng.random() < 0.06
        worn = group if not abroad else self.countries.pick(rng)
        text = styles.damaged(styles.branch(name, group, self.of(self.places, group, 'city'), rng), rng)
        if rng.random() < 0.13 and category not in BANK_LIKE:
            text = styles.fill(rng.choice(styles.INTERMEDIARIES.get(worn, []) + styles.INTERMEDIARIES['*'][:8]), lambda slot: self.slot(slot, worn, text), rng)
        if rng.random() < 0.15:
            return text
        return styles.fill(rng.choice(styles.STYLES[worn]), lambda slot: self.slot(slot, worn, text), rng)

    def draw(self):
        """-> (text, amount or None, currency or None, label or None where the text says nothing)."""
        rng = self.rng
        if rng.random() < 0.03:
            return self.opaque()
        category = self.labels.pick(rng)
        dice = rng.random()
        texts_first = category in BANK_LIKE
        if dice < (0.75 if texts_first else 0.12):
            group = self.countries.pick(rng)
            templates = self.texts.get((category, group)) or (self.texts.get((category, 'EN')) if group not in lists.NORDIC else None)
            if templates:
                direction, template = rng.choice(templates)
                text = styles.fill(template, lambda slot: self.slot(slot, group), rng)
                if rng.random() < 0.12:
                    text = styles.damaged(text, rng)
                if rng.random() < 0.1:
                    text = f"{text} {self.slot(rng.choice(['date', 'card', 'account', 'month']), group)}"
                return self.finished(text, category, direction, CURRENCY.get(group) or rng.choice(['GBP', 'USD', 'USD', 'EUR', 'AUD', 'ZAR']))
        if dice > (0.9 if texts_first else 0.52) or category not in self.names:
            group = self.countries.pick(rng)
            name = self.trade_name(category, group)
            if name:
                currency = CURRENCY.get(group) or rng.choice(['GBP', 'USD', 'USD', 'EUR'])
                return self.finished(self.dressed(name, group, currency, category), category, 'any', currency)
        if category in self.names and rng.random() < self.listed:
            name, spellings, countries = self.names[category].pick(rng)
            group, currency = self.country_of(countries)
            if spellings and rng.random() < 0.35:
                name = rng.choice(spellings)
            return self.finished(self.dressed(name, group, currency, category), category, 'any', currency)
        return self.draw()

    def opaque(self):
        """A business whose name tells nothing: the honest answer is that nobody knows."""
        rng = self.rng
        group = self.countries.pick(rng)
        language = rng.choice(LANGUAGE[group])
        part = lambda kind: self.part(kind, language)
        name = rng.choice([lambda: f"{part('fancy')} {part('suffix')}", lambda: f"{part('adjective')} {part('fancy')}", lambda: f"{part('fancy')}{part('fancy').lower()}",
                           lambda: ''.join(rng.choice(['ka', 'lo', 'mi', 'tor', 'ven', 'sa', 'ri', 'xo', 'bel', 'nu', 'dra', 'fi', 'qu', 'ter']) for _ in range(rng.randrange(2, 5)))])()
        currency = CURRENCY.get(group) or 'USD'
        text, amount, currency, _ = self.finished(self.dressed(name, group, currency, 'groceries'), 'general-merchandise', 'any', currency)
        return text, amount, currency, None

    def finished(self, text, category, direction, currency):
        rng = self.rng
        text = styles.foreign_letters(styles.cased(text, rng), rng)
        amount = self.amount(category, direction, currency)
        if amount is None and rng.random() < 0.7:
            currency = None
        return text, amount, currency, category
