"""Figures -> MODEL_CARD.md and the calibration plot beside it."""
import json

import matplotlib

matplotlib.use('Agg')
import matplotlib.pyplot as plot

import lists

NAMES = {'cascade': 'whole cascade', 'int8': 'model, int8 (ships)', 'fp32': 'model, fp32', 'baseline': 'TF-IDF + logistic'}


def draw_calibration(path, systems):
    """Confidence against accuracy on merchants not seen in training, and how many answers lie where."""
    figure, (above, below) = plot.subplots(2, 1, figsize=(6, 6.4), height_ratios=(3, 1), sharex=True)
    above.plot([0, 1], [0, 1], color='#bbb', linewidth=1, label='honest')
    for name, colour in (('int8', '#1f5fa8'), ('cascade', '#3c8c5a')):
        bins = [one for one in systems[name]['unseen']['bins'] if one['count'] >= 5]
        above.plot([one['confidence'] for one in bins], [one['accuracy'] for one in bins], marker='o', markersize=4, color=colour, label=f"{NAMES[name]}: ECE {systems[name]['unseen']['ece']} points")
    counts = [one['count'] for one in systems['int8']['unseen']['bins']]
    below.bar([(at + 0.5) / len(counts) for at in range(len(counts))], counts, width=0.9 / len(counts), color='#1f5fa8')
    above.set(ylabel='share that is right', ylim=(0, 1), title='Unseen merchants: said and kept')
    below.set(xlabel='confidence', ylabel='rows', xlim=(0, 1))
    above.legend(frameon=False, loc='upper left')
    figure.tight_layout()
    figure.savefig(path, dpi=110)


def table(head, rows):
    return '\n'.join([f"| {' | '.join(head)} |", f"|{'---|' * len(head)}", *(f"| {' | '.join('' if cell is None else str(cell) for cell in row)} |" for row in rows)])


def write_card(folder, figures, notes):
    systems = figures['systems']
    draw_calibration(folder / 'calibration.png', systems)
    names = [name for name in NAMES if name in systems]
    main = table(['on the evaluation set', 'leaf %', 'group %', 'macro-F1 %', 'ECE', 'labelled %', 'of these right %', 'most certain 70 %: right %'],
                 [[f'{NAMES[name]}, {part}', one['leaf'], one['group'], one['macroF1'], one['ece'], one['labelled']['coverage'], one['labelled']['precision'], one['curve']['70']]
                  for name in names for part in ('all', 'unseen', 'seen') for one in [systems[name][part]]])
    curve = table(['most certain', *(f'{share} %' for share in ('50', '60', '70', '80', '90', '100'))], [[NAMES[name], *systems[name]['all']['curve'].values()] for name in names])

    def split(key, title):
        keys = list(systems['cascade']['all'][key])
        return table([title, 'rows', *(f'{NAMES[name]} leaf % / group %' for name in names)],
                     [[one, systems['cascade']['all'][key][one]['rows'], *(f"{systems[name]['all'][key][one]['leaf']} / {systems[name]['all'][key][one]['group']}" for name in names)] for one in keys])

    steps = table(['step', 'rows', 'leaf %'], [[step, one['rows'], one['leaf']] for step, one in systems['cascade']['all']['byStep'].items()])
    size = round((folder / 'onnx/model_quantized.onnx').stat().st_size / 1e6, 1)
    known = lists.merchants()
    words = sum(len(words) for kinds in lists.trades().values() for words in kinds.values())
    card = f"""# Transaction categorizer

Reads one bank description, with the direction and size of the amount and its currency, and answers the probability of each of
{len(lists.LABELS)} categories. It runs on the user's own machine, offline; nothing is downloaded and nothing is sent.
Every figure below was written by `python3 scripts/categorizer/run.py`; don't edit them by hand.

## What it is
Words as means of hashed letter groups (3 to 5 letters and the whole word, {65536:,} rows of 128), two transformer layers of four heads over at most
12 words, and a straight path from the letter groups to the answer beside them. Int8: one scale a row of the table and a column of each matrix;
activations stay fp32, so that an answer never hangs on its batch. {size} MB on disk. Input `input_ids` [batch, words, letter groups] and `attention_mask`; the first "word" says direction, size and currency.
There is no tokenizer file: cleaning and hashing are `src/categories/transformer/features.ts` and its twin `scripts/categorizer/features.py`.

## What it was trained on
- {len(known):,} lines of known merchants of the project (`src/categories/merchants`), written down as facts.
- {words:,} trade words in 11 languages and {len(lists.bank_texts()):,} bank texts (`scripts/categorizer/lexicon`), the project's own.
- Where `FT_CATEGORY_DATA` names a folder with `brands.tsv`: names of osmlab/name-suggestion-index (BSD 3-Clause), at an eighth of the weight. Used for this model: {'yes' if notes.get('brands') else 'no'}.
- No person's transactions. Amounts, dates, cards and people are invented.

{notes['samples']:,} samples were drawn as it trained, in the line styles of banks of eleven groups of countries, with cuts, lost letters, misspellings and glued words; 3 % are names that say
nothing, for which every category is equally right. {notes['steps']:,} steps of 256 in {notes['seconds'] // 60} minutes on {notes['cores']} cores ({notes['device']}), seed 7.
For the first 85 % of the steps {notes['heldOut']:,} names, words and texts were held out. On those (accuracy {notes['heldOutAccuracy']}) the temperature, {notes['temperature']}, and the
threshold, {notes['labelFrom']}, were fitted; the last steps saw everything.

## How good it is
{figures['rows']:,} raw bank strings, one merchant a row, written without sight of the training lists; {figures['unseen']:,} of them are of merchants that no training list holds ("unseen": the model's
part is asserted to be disjoint from its training by merchant). The whole cascade here has no rules and no corrections: known merchants, then the model.

*Leaf*: the category is right; *group*: its group is. Each row counts, also one that ft would leave uncategorized: there by its likeliest guess; what ft does label, and how rightly, stands beside it. *ECE*: expected calibration error in points, over 15 bins. *Most certain 70 %*:
leaf accuracy of the seven tenths with the highest confidence. Seen rows are mostly brand names that say nothing, which is hard for the model and easy for the lists; most unseen ones say what they are.

{main}

{curve}

The baseline's probabilities are those of one regression a label, normalised, and not calibrated.

What decided in the cascade (`none`: left uncategorized; the likeliest guess is counted):

{steps}

{split('byKind', 'kind')}

{split('byCountry', 'country')}

{split('byGroup', 'group')}

![calibration](calibration.png)

## Limits
- A name that says nothing and stands on no list cannot be known; the answer is then unsure, and stays `uncategorized` below {notes['labelFrom']}; what is labelled below {min(0.95, round(notes['labelFrom'] + 0.15, 2))} is asked about in `ft review`.
- Languages beyond Norwegian, Swedish, Danish, Finnish, English, German, French, Dutch, Spanish, Italian and Polish are guesses; scripts other than Latin, Greek and Cyrillic are not read.
- The evaluation set was written by the makers of the product, blind to the lists, from memory: it is kinder than your bank.
- Mixed merchants are labelled by their main trade.

## How to retrain
`npm run build && python3 scripts/categorizer/run.py` (see the head of that file for what it needs). A merchant is added as a line in `src/categories/merchants`; the list works at once, the model learns it at the next training.
"""
    (folder / 'MODEL_CARD.md').write_text(card, 'utf8')


if __name__ == '__main__':
    from pathlib import Path
    here = lists.ROOT / 'models/transaction-categorizer'
    write_card(Path(here), json.loads((here / 'evaluation.json').read_text('utf8')), json.loads((here / 'training.json').read_text('utf8')))
