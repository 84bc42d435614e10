"""Text, amount and currency -> the numbers the model reads. Twin of src/categories/transformer/features.ts: both must give the same
ids for the same input, which fixtures/categorizer/features.json holds them to. Change one, change the other, and train anew."""
import re
import unicodedata

BUCKETS = 65536
RESERVED = 32
MAX_WORDS = 12
MAX_LETTERS = 20

DIRECTIONS = {'in': 1, 'out': 2, None: 3}
SIZES = 4  # 4..8, smallest first; 9 = unknown
CURRENCIES = {'NOK': 10, 'SEK': 11, 'DKK': 12, 'EUR': 13, 'GBP': 14, 'USD': 15}
OTHER_CURRENCY, NO_CURRENCY = 16, 17

# Rough units per euro: only the order of size counts, so these never need an update.
PER_EURO = {'NOK': 11, 'SEK': 11, 'DKK': 7.5, 'EUR': 1, 'GBP': 0.85, 'USD': 1.1, 'ISK': 145, 'CHF': 1, 'PLN': 4.3, 'CZK': 25, 'HUF': 390,
            'CAD': 1.5, 'AUD': 1.65, 'NZD': 1.8, 'ZAR': 20, 'JPY': 160, 'RON': 5, 'TRY': 35, 'THB': 38, 'INR': 92}
SIZE_LIMITS = (5, 25, 120, 600)

_LETTERS = {'ø': 'o', 'æ': 'ae', 'œ': 'oe', 'ß': 'ss', 'đ': 'd', 'ð': 'd', 'þ': 'th', 'ł': 'l', 'ı': 'i', '\ufffd': '?',
            "'": '', '’': '', '‘': '', '`': '', '´': '', '\u00ad': ''}
_FOLD = str.maketrans(_LETTERS)
_MARKS = re.compile('[\u0300-\u036f]')
_TOKEN = re.compile('[a-z0-9&?\u0370-\u04ff]+')
_RUN = re.compile('[^0-9]+')


def words_of(text):
    """Bank text -> at most 12 plain words: lower case, accents folded, numbers and masks dropped; a long number is the word '#'."""
    plain = _MARKS.sub('', unicodedata.normalize('NFKD', text.translate(_FOLD)).lower()).translate(_FOLD)
    words = []
    for token in _TOKEN.findall(plain):
        token = token.strip('&?')
        if not token:
            continue
        if token.isascii() and token.isdigit():
            if len(token) >= 8:
                words.append('#')
        elif any('0' <= c <= '9' for c in token):
            words.extend(run for run in (part.strip('&?') for part in _RUN.findall(token)) if len(run) >= 2 and run.strip('x'))
        elif len(token) < 2 or token.strip('x'):
            words.append(token)
        if len(words) >= MAX_WORDS:
            break
    return [word[:MAX_LETTERS] for word in words[:MAX_WORDS]]


def fnv1a(text):
    """FNV-1a, 32 bits, over the UTF-8 bytes."""
    value = 0x811c9dc5
    for byte in text.encode('utf-8'):
        value = ((value ^ byte) * 0x01000193) & 0xffffffff
    return value


_known = {}


def grams_of(word):
    """A word -> ids of itself and of its letter groups of 3 to 5, with marks for its beginning and end."""
    ids = _known.get(word)
    if ids is None:
        marked = f'<{word}>'
        grams = [marked]
        for size in (3, 4, 5):
            if len(marked) > size:
                grams.extend(marked[at:at + size] for at in range(len(marked) - size + 1))
        ids = [RESERVED + fnv1a(gram) % (BUCKETS - RESERVED) for gram in grams]
        if len(_known) > 400_000:
            _known.clear()
        _known[word] = ids
    return ids


def circumstances(amount, currency):
    """Amount in major units with the holder's sign (or None), currency code (or None) -> three reserved ids."""
    direction = DIRECTIONS[None if not amount else 'in' if amount > 0 else 'out']
    rate = PER_EURO.get(currency)
    size = SIZES + 5
    if amount and rate:
        size = SIZES + sum(abs(amount) / rate >= limit for limit in SIZE_LIMITS)
    code = NO_CURRENCY if currency is None else CURRENCIES.get(currency, OTHER_CURRENCY)
    return [direction, size, code]


def features(text, amount, currency):
    """-> one list of ids a word; the first 'word' is the circumstances."""
    return [circumstances(amount, currency), *(grams_of(word) for word in words_of(text))]
