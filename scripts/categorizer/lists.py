"""The project's own lists -> Python values. Merchants live with the program (src/categories/merchants), the rest here (lexicon/)."""
import csv
import json
import os
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LEXICON = Path(__file__).resolve().parent / 'lexicon'
MERCHANTS = ROOT / 'src/categories/merchants'

LABELS = [leaf['id'] for group in json.loads((ROOT / 'src/categories/taxonomy.json').read_text('utf-8'))['groups'] for leaf in group['categories']]
GROUP_OF = {leaf['id']: group['id'] for group in json.loads((ROOT / 'src/categories/taxonomy.json').read_text('utf-8'))['groups'] for leaf in group['categories']}

ENGLISH = ('GB', 'US', 'IE', 'AU', 'CA', 'NZ')
NORDIC = ('NO', 'SE', 'DK', 'FI')


def rows(path):
    """TSV file with a header -> its rows as dictionaries; absent trailing cells are ''."""
    with open(path, encoding='utf-8', newline='') as file:
        for row in csv.DictReader(file, delimiter='\t', quoting=csv.QUOTE_NONE):
            yield {key: (value or '').strip() for key, value in row.items() if key}


def split(cell):
    return [part.strip() for part in cell.split('|') if part.strip()]


def merchants():
    """-> (name, spellings, category, countries, care) of every known merchant; countries ['*'] = everywhere."""
    found = []
    for path in sorted(MERCHANTS.glob('*.tsv')):
        home = path.stem.split('-')[0].upper()
        for row in rows(path):
            own = row.get('country') or ('*' if home == 'WORLD' else home)
            also = [code for code in row['also'].replace(' ', '').split(',') if code]
            countries = ['*'] if '*' in also or own == '*' else [*own.split(','), *also]
            found.append((row['name'], split(row['spellings']), row['category'], countries, row['care']))
    return found


def trades():
    """-> {(category, language): {'plain': [...], 'last': [...], 'first': [...]}}"""
    found = defaultdict(lambda: defaultdict(list))
    for path in sorted(LEXICON.glob('trades-*.tsv')):
        for row in rows(path):
            for word in split(row['words']):
                kind = 'last' if word.startswith('-') else 'first' if word.endswith('-') else 'plain'
                found[row['category'], row['language']][kind].append(word.strip('-'))
    return found


def bank_texts():
    """-> (category, country, direction, template) of every bank text."""
    return [(row['category'], row['country'], row['direction'], text) for row in rows(LEXICON / 'bank-texts.tsv') for text in split(row['texts'])]


def named(path, first, second):
    """-> {(first, second): [names]} of a file of lists."""
    found = defaultdict(list)
    for one in sorted(LEXICON.glob(path)):
        for row in rows(one):
            found[row[first], row[second]].extend(split(row['words' if 'words' in row else 'names']))
    return found


def persons():
    return named('persons.tsv', 'country', 'kind')


def places():
    return named('places.tsv', 'country', 'kind')


def name_parts():
    return named('name-parts*.tsv', 'kind', 'language')


def brands():
    """Names from the name-suggestion-index (BSD-3-Clause), where FT_CATEGORY_DATA names a folder that has them -> as merchants()."""
    folder = os.environ.get('FT_CATEGORY_DATA')
    path = Path(folder, 'brands.tsv') if folder else None
    if not path or not path.exists():
        print('brands.tsv: FT_CATEGORY_DATA names no folder that has it; training on the own lists alone')
        return []
    found = []
    for row in rows(path):
        name = row['name']
        if row['category'] == 'public-transport' or not any(c.isascii() and c.isalpha() for c in name) or len(name) < 3:
            continue
        countries = ['*' if code == 'WORLD' else code for code in row['countries'].split(',')]
        found.append((name, [], row['category'], countries, ''))
    return found
