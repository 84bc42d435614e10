"""Writes fixtures/categorizer/lookalikes.tsv: invented merchants, each as several banks of its country would write it. What one correction teaches is measured on it.

    python3 scripts/categorizer/lookalikes.py [--seed 11]"""
import argparse

import lists
import styles
from samples import CURRENCY, Samples

MERCHANTS, STRINGS = 160, 5


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--seed', type=int, default=11)
    source = Samples(parser.parse_args().seed)
    rng = source.rng
    names, rows = {}, []
    while len(names) < MERCHANTS:
        group = rng.choice(['NO', 'NO', 'NO', 'SE', 'DK', 'FI', 'EN'])
        category = rng.choice([label for label in lists.LABELS if label in source.names])
        part = lambda kind: rng.choice(source.parts.get((kind, {'NO': 'nb', 'SE': 'sv', 'DK': 'da', 'FI': 'fi', 'EN': 'en'}[group])))
        trade = source.trade_name(category, group)
        name = rng.choice([lambda: trade, lambda: f"{part('fancy')} {part('fancy')}", lambda: f"{source.of(source.people, group, 'surname')} {part('fancy')}"])()
        if not name or name in names or len(name) < 8 or sum(word[:1].isupper() for word in name.split()) < 2:
            continue
        names[name] = (group, category)
    for name, (group, category) in names.items():
        for _ in range(STRINGS):
            text = source.dressed(name, group, CURRENCY.get(group, 'GBP'), category)
            rows.append((name, styles.foreign_letters(styles.cased(text, rng), rng), CURRENCY.get(group, 'GBP')))
    path = lists.ROOT / 'fixtures/categorizer/lookalikes.tsv'
    path.write_text('merchant\ttext\tcurrency\n' + ''.join('\t'.join(row) + '\n' for row in rows), 'utf8')


if __name__ == '__main__':
    main()
