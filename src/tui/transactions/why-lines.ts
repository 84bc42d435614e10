/** Why a transaction has its category: in words, and what the local model has to show for itself. */
import { conditionsInWords } from '../../categories/rule-words.ts';
import { percent } from '../../words/phrases.ts';
import { accountName } from '../../words/names.ts';
import { isMarked } from '../../words/row-marks.ts';
import type { TransactionRow } from '../../read-model/rows.ts';
import type { Known, Session } from '../screen.ts';
import type { Evidence } from './detail-facts.ts';
import { type DetailWords, detailWords } from './detail-words.ts';

/** Sentences, not inert; the first names the category where there is one. */
export function whyTexts(row: TransactionRow, evidence: Evidence | 'asked' | undefined, known: Known, session: Session): string[] {
  const { locale } = session;
  const words = detailWords(locale);
  const label = (category: string): string => known.taxonomy.label(category, locale);
  const circumstances = [...(row.twin === null ? [] : [words.transferWhy]), ...(row.parts === null ? [] : [words.splitWhy])];
  // A linked transfer and a split need no category of their own.
  if (circumstances.length > 0 && (row.step === 'none' || row.parts !== null)) return circumstances;
  const group = known.taxonomy.groupOf(row.category);
  const sure = row.step === 'none' || row.confidence === 1 ? '' : `, ${words.sure(percent(row.confidence))}`;
  const named = `${label(row.category)}${group === row.category ? '' : ` (${label(group)})`}${sure}`;
  return [
    named, ...circumstances, reason(row, known, session, words), ...(isMarked(row, { sureFrom: () => known.sureFrom }) ? [`${session.theme.glyphs.unsure} ${words.unsure}`] : []),
    ...(evidence === 'asked' ? [`${words.asking} ${session.theme.glyphs.ellipsis}`] : evidence ? evidenceTexts(evidence, label, words) : []),
  ];
}

function reason(row: TransactionRow, { model, accounts }: Known, { locale }: Session, words: DetailWords): string {
  const by = row.by ?? '';
  switch (row.step) {
    case 'own': return words.own;
    case 'rule': {
      const rule = model.knowledge.rules().find(({ id }) => id === by);
      return rule ? words.rule(conditionsInWords(rule.account === undefined ? rule : { ...rule, account: accountName(accounts, rule.account) }, row.currency, locale)) : words.ruleGone;
    }
    case 'correction': return row.confidence === 1 ? words.correction(by) : words.correctionLike(by, percent(row.confidence));
    case 'bank-code': return words.bankCode(by);
    case 'merchant': return words.known(by);
    case 'model': return words.model(by);
    case 'none': return words.nothing;
  }
}

function evidenceTexts({ alternatives, words: carrying }: Evidence, label: (category: string) => string, words: DetailWords): string[] {
  const [best] = alternatives;
  if (!best) return [];
  return [
    `${words.likeliest}: ${alternatives.map(({ category, confidence }) => `${label(category)} ${percent(confidence)}`).join(', ')}.`,
    ...(carrying.length === 0 ? [] : [`${words.restsOn(label(best.category))} ${carrying.map(({ word, weight }) => words.rests(word, percent(weight))).join(', ')}.`]),
  ];
}
