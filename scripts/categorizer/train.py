"""Trains the network on samples drawn as it goes. Two phases: most of the steps without the held-out names, on which the temperature
is then fitted; the rest with everything, so that no word is lost to the program that ships."""
import hashlib
import multiprocessing
import os
import time

import numpy as np
import torch
from torch import nn

import lists
from features import MAX_WORDS, features
from model import Categorizer
from samples import Samples

BATCH = 256
GRAM_DROPOUT = 0.15
SMOOTHING = 0.05
# What is labelled must be right this often on names and words the model was not shown.
PRECISION = 0.95
# Of the chains in bank texts the lists know about six in seven, so that so few of their names reach the model. The held-out texts are drawn
# alike: the temperature is to be right for what the model is asked in the cascade.
UNLISTED = 0.15


def held_out():
    """The names, trade words and bank texts kept aside for fitting the temperature: one in twenty, by their digest."""
    keys = [f'merchant {name.lower()}' for name, *_ in lists.merchants()]
    keys += [f'trade {word}' for kinds in lists.trades().values() for words in kinds.values() for word in words]
    keys += [f'text {template}' for *_, template in lists.bank_texts()]
    return frozenset(key for key in keys if hashlib.sha256(key.encode()).digest()[0] < 13)


def packed(examples, rng=None):
    """[(features, label)] -> arrays for the network: the distinct words once, and where each stands. With rng, letter groups drop out."""
    at, grams, offsets, weights = {}, [], [], []
    place = np.zeros((len(examples), MAX_WORDS + 1), np.int64)
    mask = np.zeros((len(examples), MAX_WORDS + 1), np.float32)
    for row, (words, _) in enumerate(examples):
        for column, ids in enumerate(words):
            key = tuple(ids)
            index = at.get(key)
            if index is None:
                index = at[key] = len(offsets)
                offsets.append(len(grams))
                grams.extend(ids)
                weights.extend([1 / len(ids)] * len(ids))
            place[row, column] = index
            mask[row, column] = 1
    longest = int(mask.sum(1).max())
    weights = np.array(weights, np.float32)
    if rng is not None:
        weights *= (rng.random(len(weights)) > GRAM_DROPOUT) / np.float32(1 - GRAM_DROPOUT)
    labels = np.array([label for _, label in examples], np.int64)
    return np.array(grams, np.int64), np.array(offsets, np.int64), weights, place[:, :longest], mask[:, :longest], labels


def examples_of(source, count):
    index = {label: at for at, label in enumerate(lists.LABELS)}
    for _ in range(count):
        text, amount, currency, category = source.draw()
        yield features(text, amount, currency), -1 if category is None else index[category]


def produce(queue, seed, held, batches):
    """One process that draws and packs. A block of batches is sorted by length first, so that little of it is padding."""
    torch.set_num_threads(1)
    source, rng = Samples(seed, held), np.random.default_rng(seed)
    block = 32
    while batches > 0:
        size = min(block, batches)
        examples = sorted(examples_of(source, size * BATCH), key=lambda example: len(example[0]))
        for at in rng.permutation(size):
            queue.put(packed(examples[at * BATCH:(at + 1) * BATCH], rng))
        batches -= size
    queue.put(None)


def stream(seed, held, batches, workers):
    """Batches of several producers, in turn, so that a seed gives the same order each time."""
    context = multiprocessing.get_context('fork')
    queues = [context.Queue(maxsize=64) for _ in range(workers)]
    shares = [batches // workers + (at < batches % workers) for at in range(workers)]
    producers = [context.Process(target=produce, args=(queue, seed + 1 + at, held, share), daemon=True) for at, (queue, share) in enumerate(zip(queues, shares))]
    for producer in producers:
        producer.start()
    waiting = list(queues)
    while waiting:
        for queue in list(waiting):
            batch = queue.get()
            if batch is None:
                waiting.remove(queue)
            else:
                yield batch


def loss_of(logits, labels):
    """Cross entropy with smoothed labels; where the text says nothing, every label is equally right."""
    logs = torch.log_softmax(logits, -1)
    even = logs.mean(-1)
    known = labels >= 0
    picked = logs.gather(1, labels.clamp(min=0)[:, None])[:, 0]
    return -torch.where(known, (1 - SMOOTHING) * picked + SMOOTHING * even, even).mean()


def logits_of(model, examples, device):
    """Examples -> logits, in their order, in batches."""
    model.eval()
    parts = []
    with torch.no_grad():
        for at in range(0, len(examples), 512):
            *inputs, _ = packed(examples[at:at + 512])
            parts.append(model(*(torch.from_numpy(part).to(device) for part in inputs)).cpu())
    model.train()
    return torch.cat(parts)


def fit_temperature(logits, labels):
    """The one number that makes confidence honest on names never seen: least log loss, by a fine search."""
    candidates = torch.arange(0.6, 3.0, 0.02)
    losses = [nn.functional.cross_entropy(logits / t, labels).item() for t in candidates]
    return round(float(candidates[int(np.argmin(losses))]), 2)


def threshold(logits, labels, temperature):
    """The lowest probability from which on answers are right as often as PRECISION says, on held-out names."""
    best, answer = torch.softmax(logits / temperature, -1).max(-1)
    right = (answer == labels).numpy()
    best = best.numpy()
    for limit in np.arange(0.3, 0.95, 0.01):
        kept = best >= limit
        if kept.any() and right[kept].mean() >= PRECISION:
            return round(float(limit), 2)
    return 0.95


def train(steps, seed=7):
    """-> (state dict as numpy arrays, what was fitted on held-out names, notes for the card)."""
    started = time.time()
    torch.manual_seed(seed)
    device = 'cuda' if torch.cuda.is_available() else 'cpu'
    cores = os.cpu_count() or 1
    torch.set_num_threads(max(1, cores // 2))
    model = Categorizer(len(lists.LABELS)).to(device)
    slow = torch.optim.AdamW([weight for name, weight in model.named_parameters() if not name.startswith('table')], lr=1.5e-3, weight_decay=0.01)
    fast = torch.optim.SparseAdam(list(model.table.parameters()), lr=4e-3)
    schedule = [torch.optim.lr_scheduler.LambdaLR(one, lambda step: min(1, (step + 1) / 300) * max(0.02, 1 - step / steps)) for one in (slow, fast)]
    held = held_out()
    aside = [example for example in examples_of(Samples(seed + 900, held, only=True, listed=UNLISTED), 6000) if example[1] >= 0]
    truth = torch.tensor([label for _, label in aside])
    first, step, mean, fitted = int(steps * 0.85), 0, 0.0, {}
    for phase, (count, kept) in enumerate(((first, held), (steps - first, frozenset()))):
        for batch in stream(seed + 100 * phase, kept, count, max(1, cores // 2)):
            *inputs, labels = (torch.from_numpy(part).to(device) for part in batch)
            loss = loss_of(model(*inputs), labels)
            for one in (slow, fast):
                one.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(slow.param_groups[0]['params'], 1.0)
            for one in (slow, fast, *schedule):
                one.step()
            mean = 0.98 * mean + 0.02 * loss.item() if step else loss.item()
            step += 1
            if step % 250 == 0:
                accuracy = (logits_of(model, aside, device).argmax(1) == truth).float().mean() if step % 1000 == 0 else None
                print(f'step {step}/{steps}  loss {mean:.3f}  {time.time() - started:.0f} s' + ('' if accuracy is None else f'  held out {accuracy:.3f}'), flush=True)
        if phase == 0:
            logits = logits_of(model, aside, device)
            temperature = fit_temperature(logits, truth)
            fitted = {'temperature': temperature, 'labelFrom': threshold(logits, truth, temperature), 'heldOutAccuracy': round((logits.argmax(1) == truth).float().mean().item(), 3)}
            print(fitted, flush=True)
    state = {name: value.detach().cpu().numpy() for name, value in model.state_dict().items()}
    notes = {'steps': steps, 'samples': steps * BATCH, 'seconds': round(time.time() - started), 'device': device, 'cores': cores, 'heldOut': len(held)}
    return state, fitted, notes
