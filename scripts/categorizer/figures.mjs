/** Rows and what a system answered -> figures, the same for every system. */
import { readFileSync } from 'node:fs';

const taxonomy = JSON.parse(readFileSync(new URL('../../src/categories/taxonomy.json', import.meta.url), 'utf8'));
const groupOf = Object.fromEntries(taxonomy.groups.flatMap((group) => group.categories.map((leaf) => [leaf.id, group.id])));

const percent = (part, whole) => (whole === 0 ? null : Math.round((1000 * part) / whole) / 10);
const count = (items, holds) => items.filter(holds).length;
const isRight = ({ row, given }) => row.category === given.category;
const isNear = ({ row, given }) => groupOf[row.category] === groupOf[given.category];

/** Mean of the F1 of each category that occurs. */
function macroF1(pairs) {
  const categories = [...new Set(pairs.map(({ row }) => row.category))];
  const scores = categories.map((category) => {
    const hit = count(pairs, ({ row, given }) => row.category === category && given.category === category);
    const said = count(pairs, ({ given }) => given.category === category);
    const there = count(pairs, ({ row }) => row.category === category);
    return hit === 0 ? 0 : (2 * hit) / (said + there);
  });
  return percent(scores.reduce((sum, score) => sum + score, 0), scores.length);
}

const BINS = 15;
/** Expected calibration error in points, over bins of equal width, and the bins for the plot. */
function calibration(pairs) {
  const bins = Array.from({ length: BINS }, () => ({ count: 0, confidence: 0, right: 0 }));
  for (const pair of pairs) {
    const bin = bins[Math.min(BINS - 1, Math.floor(pair.given.confidence * BINS))];
    bin.count++;
    bin.confidence += pair.given.confidence;
    bin.right += isRight(pair) ? 1 : 0;
  }
  const error = bins.reduce((sum, bin) => sum + Math.abs(bin.confidence - bin.right), 0) / Math.max(1, pairs.length);
  return { ece: Math.round(error * 1000) / 10, bins: bins.map((bin) => ({ count: bin.count, confidence: bin.count ? +(bin.confidence / bin.count).toFixed(3) : null, accuracy: bin.count ? +(bin.right / bin.count).toFixed(3) : null })) };
}

/** Leaf accuracy of the most certain so many per cent. */
function curve(pairs) {
  const sorted = [...pairs].sort((a, b) => b.given.confidence - a.given.confidence);
  return Object.fromEntries([50, 60, 70, 80, 90, 100].map((share) => { const part = sorted.slice(0, Math.round((sorted.length * share) / 100)); return [share, percent(count(part, isRight), part.length)]; }));
}

const short = (pairs) => ({ rows: pairs.length, leaf: percent(count(pairs, isRight), pairs.length), group: percent(count(pairs, isNear), pairs.length) });
const split = (pairs, keyOf) => Object.fromEntries([...new Set(pairs.map(keyOf))].sort().map((key) => [key, short(pairs.filter((pair) => keyOf(pair) === key))]));

/** -> accuracy, macro-F1, curve, calibration, what is labelled at the shipped threshold; by kind, country, group and step. */
export function figuresOf(rows, answers) {
  const pairs = rows.map((row, at) => ({ row, given: answers[at] }));
  const labelled = pairs.filter(({ given }) => given.labelled);
  return {
    ...short(pairs), macroF1: macroF1(pairs), ...calibration(pairs), curve: curve(pairs),
    labelled: { coverage: percent(labelled.length, pairs.length), precision: percent(count(labelled, isRight), labelled.length) },
    byKind: split(pairs, ({ row }) => row.kind), byCountry: split(pairs, ({ row }) => row.country), byGroup: split(pairs, ({ row }) => groupOf[row.category]), byStep: split(pairs, ({ given }) => given.step),
  };
}
