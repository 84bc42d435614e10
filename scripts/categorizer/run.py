"""One command from the lists to the model that ships: build the samples, train, export, quantize, calibrate, evaluate, write the card.

    python3 scripts/categorizer/run.py [--steps 7000] [--seed 7] [--build DIR] [--evaluate-only]

Needs Python >= 3.9 with torch >= 1.13, numpy, onnx, scikit-learn and matplotlib (Debian: python3-torch python3-onnx python3-sklearn
python3-matplotlib), and the built program (npm run build). Uses every core, and a GPU where there is one. FT_CATEGORY_DATA may name a folder
with brands.tsv (names of name-suggestion-index), which are then learnt too, at an eighth of the weight; the shipped model has them."""
import argparse
import hashlib
import json
import os
import pickle
import random
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import torch

import lists
from baseline import predictions
from card import write_card
from export import write_onnx
from features import circumstances, features, words_of
from samples import Samples
from train import train

ROOT = lists.ROOT
MODEL = ROOT / 'models/transaction-categorizer'
FIXTURE = ROOT / 'fixtures/categorizer/features.json'


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--steps', type=int, default=7000)
    parser.add_argument('--seed', type=int, default=7)
    parser.add_argument('--build', type=Path, default=ROOT / 'build/categorizer')
    parser.add_argument('--evaluate-only', action='store_true', help='keep the weights of the last run in the build folder')
    return parser.parse_args()


def write_config(temperature, label_from, weights):
    config = {
        'model_type': 'bert', 'architectures': ['BertForSequenceClassification'],
        'id2label': {str(at): label for at, label in enumerate(lists.LABELS)}, 'label2id': {label: at for at, label in enumerate(lists.LABELS)},
        'finance_tracker': {'name': 'tc', 'sha256': hashlib.sha256(weights.read_bytes()).hexdigest(), 'temperature': temperature, 'label_from': label_from,
                            'sure_from': round(min(0.95, label_from + 0.15), 2)},
    }
    (MODEL / 'config.json').write_text(json.dumps(config, indent=1) + '\n', 'utf8')


def fnv(ids):
    """Digest of ids, for the fixture."""
    value = 0x811c9dc5
    for byte in ','.join(map(str, ids)).encode():
        value = ((value ^ byte) * 0x01000193) & 0xffffffff
    return value


def write_fixture(seed):
    """Strings that hold both halves of the cleaning and hashing together: samples, and what no bank should write."""
    rng = random.Random(seed)
    source = Samples(seed)
    odd = ['', ' ', '😀🎉', '1234567890', 'x' * 10000, 'שלום עולם', 'مرحبا', 'ΚΑΦΕΝΕΙΟ ΟΔΟΣ', 'ПЯТЁРОЧКА 4411', '\x00\x1b[31mRED', 'İSTANBUL', 'STRASSE ß', 'ﬁ ligature', 'Ｆｕｌｌｗｉｄｔｈ', "O'Leary’s", 'h&m H & M', '??? R?RLEGGER ?',
           'XXXX1234 xx XXL', 'Ærø Østerbro Åre', 'a' * 25, 'ŁÓDŹ Źródło', '١٢٣٤', '1️⃣ 2️⃣', 'e\u0301te\u0301', '\ufffd\ufffdl', 'rema1000', '7-eleven', 'ǅ ǆ', '½ kg', '™ ® ©']
    drawn = [source.draw() for _ in range(620)]
    cases = [(text, rng.choice([None, -12.5, 4999.99, -25.0, 600.0]), rng.choice([None, 'NOK', 'EUR', 'JPY'])) for text in odd] + [(text, amount, currency) for text, amount, currency, _ in drawn]
    rows = []
    for text, amount, currency in cases:
        if currency == 'JPY' and amount is not None:
            amount = round(amount)
        ids = features(text, amount, currency)
        rows.append([text, amount, currency, words_of(text), circumstances(amount, currency), fnv([at for word in ids for at in word])])
    FIXTURE.write_text('[\n' + ',\n'.join(json.dumps(row, ensure_ascii=False) for row in rows) + '\n]\n', 'utf8')


def main():
    options = arguments()
    options.build.mkdir(parents=True, exist_ok=True)
    (MODEL / 'onnx').mkdir(parents=True, exist_ok=True)
    kept = options.build / 'weights.pickle'
    if options.evaluate_only:
        state, notes = pickle.loads(kept.read_bytes())
    else:
        state, calibration, notes = train(options.steps, options.seed)
        notes = {**notes, **calibration, 'brands': bool(lists.brands())}
        kept.write_bytes(pickle.dumps((state, notes)))

    weights = MODEL / 'onnx/model_quantized.onnx'
    write_onnx(state, len(lists.LABELS), str(weights), quantized=True)
    write_config(notes['temperature'], notes['labelFrom'], weights)
    fp32 = options.build / 'fp32'
    (fp32 / 'onnx').mkdir(parents=True, exist_ok=True)
    write_onnx(state, len(lists.LABELS), str(fp32 / 'onnx/model_quantized.onnx'), quantized=False)
    shutil.copy(MODEL / 'config.json', fp32 / 'config.json')
    write_fixture(options.seed)

    rows = [row for name in ('nordic.tsv', 'world.tsv') for row in lists.rows(ROOT / 'fixtures/categorizer' / name)]
    baseline = options.build / 'baseline.json'
    if not (options.evaluate_only and baseline.exists()):
        baseline.write_text(json.dumps(np.round(predictions(rows, frozenset()), 5).tolist()))
    evaluated = subprocess.run(['node', str(ROOT / 'scripts/categorizer/evaluate.mjs'), '--fp32', str(fp32), '--baseline', str(baseline)], capture_output=True, text=True, cwd=ROOT)
    if evaluated.returncode != 0:
        sys.exit(evaluated.stderr)
    figures = json.loads(evaluated.stdout)
    (MODEL / 'evaluation.json').write_text(json.dumps(figures, indent=1) + '\n', 'utf8')
    (MODEL / 'training.json').write_text(json.dumps(notes, indent=1) + '\n', 'utf8')
    write_card(MODEL, figures, notes)
    print(f"cascade: leaf {figures['systems']['cascade']['all']['leaf']} %, group {figures['systems']['cascade']['all']['group']} %; see {os.path.relpath(MODEL / 'MODEL_CARD.md')}")


if __name__ == '__main__':
    main()
