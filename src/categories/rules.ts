/**
 * The user's own rules. Every condition of a rule must hold. Of several rules that fit, the more specific one decides: more
 * conditions, then the longer text, then the one added later. So the order in which rules were added matters only
 * between equals, where the newer wish wins.
 */
import { type FailureOf, failure } from '../errors.ts';
import type { RuleRow } from '../read-model/rows.ts';
import { type Result, err, ok } from '../values/result.ts';
import { foldNormal, foldedText, normalText } from '../values/text.ts';
import type { Decision, Description, InstantStep } from './decision.ts';
import { memoised } from './memo.ts';
import { SEEN, compilePattern } from './pattern.ts';
import { conditionsInWords } from './rule-words.ts';
import type { Taxonomy } from './taxonomy.ts';

interface CompiledRule {
  readonly row: RuleRow;
  readonly decision: Decision;
  readonly text: string | undefined;
  readonly pattern: RegExp | undefined;
  /** False when text and pattern are all the rule asks. */
  readonly asksMore: boolean;
}

/** Checks a rule before it is added: a condition at least, a usable text, a pattern that cannot hang, sensible amounts. */
export function checkRule(row: RuleRow): Result<RuleRow, FailureOf<'rule-invalid'>> {
  const why = complaint(row);
  return why === undefined ? ok(row) : err(failure('rule-invalid', { why }));
}

function complaint(row: RuleRow): string | undefined {
  if (conditionCount(row) === 0) return 'it has no condition, so it would fit everything';
  if (row.text !== undefined && foldedText(row.text).length < 2) return 'the text is shorter than two characters';
  if (row.text !== undefined && row.text.length > SEEN) return `the text is longer than ${SEEN} characters`;
  const { amountMin: min, amountMax: max } = row;
  if ((min ?? 0) < 0 || (max ?? 0) < 0) return 'amounts in a rule have no sign; use the direction (in or out) for that';
  if (min !== undefined && max !== undefined && min > max) return 'the smallest amount is above the largest';
  if (row.regex === undefined) return undefined;
  const pattern = compilePattern(row.regex);
  return pattern.ok ? undefined : pattern.error;
}

/** Conditions of a rule; the two ends of an amount range count as one. */
function conditionCount(row: RuleRow): number {
  const amount = row.amountMin !== undefined || row.amountMax !== undefined;
  return [row.text, row.regex, row.account, row.currency, row.direction].filter((one) => one !== undefined).length + (amount ? 1 : 0);
}

/** Most specific first; `index` is the place in the order of adding. */
function bySpecificity(rows: readonly RuleRow[]): RuleRow[] {
  const length = (row: RuleRow): number => (row.text ? foldedText(row.text).length : 0) + (row.regex?.length ?? 0);
  return rows.map((row, index) => ({ row, index, conditions: conditionCount(row), length: length(row) }))
    .sort((a, b) => b.conditions - a.conditions || b.length - a.length || b.index - a.index).map((one) => one.row);
}

function compile(row: RuleRow): CompiledRule | undefined {
  if (complaint(row) !== undefined) return undefined;
  const pattern = row.regex === undefined ? undefined : compilePattern(row.regex);
  return {
    row,
    decision: Object.freeze({ category: row.category, step: 'rule', confidence: 1, by: row.id }),
    text: row.text === undefined ? undefined : foldedText(row.text),
    pattern: pattern?.ok ? pattern.value : undefined,
    asksMore: conditionCount(row) > [row.text, row.regex].filter((one) => one !== undefined).length,
  };
}

/**
 * Rules, oldest first -> the step that answers by them. A rule whose category is not known (its adding was undone) or that
 * no longer passes `checkRule` is passed over. `accountName` names an account by its id, for `explain`. Texts are compared once per distinct text; amounts and accounts per row.
 */
export function ruleStep(rows: readonly RuleRow[], taxonomy: Taxonomy, accountName = (id: string): string => id): InstantStep {
  const rules = bySpecificity(rows.filter((row) => taxonomy.leaf(row.category))).map(compile).filter((rule) => rule !== undefined);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const fitting = memoised((joined) => {
    const end = joined.indexOf('\n');
    return fittingTexts(rules, end < 0 ? [joined] : [joined.slice(0, end), normalText(joined.slice(end))]);
  });
  return {
    step: 'rule',
    decideNow(about) {
      if (rules.length === 0) return undefined;
      for (const rule of fitting(textKey(about))) if (!rule.asksMore || fitsRest(rule.row, about)) return rule.decision;
      return undefined;
    },
    explain(decision, about) {
      const row = byId.get(decision.by ?? '');
      const category = taxonomy.label(decision.category);
      return row ? `Your rule ${row.id} says ${category} when ${conditionsInWords(row.account === undefined ? row : { ...row, account: accountName(row.account) }, about?.currency)}.`
        : `A rule of yours (${decision.by ?? 'unnamed'}), since removed, said ${category}.`;
    },
  };
}

/** What the texts of a description are remembered by: the normal text, and the counterparty on a line of its own. */
export const textKey = (about: Description): string => (about.counterparty ? `${about.normal}\n${about.counterparty}` : about.normal);

/** Rules whose text and pattern fit the description or the counterparty, most specific first. */
function fittingTexts(rules: readonly CompiledRule[], texts: readonly string[]): readonly CompiledRule[] {
  const folded = texts.map(foldNormal);
  const seen = texts.map((text) => text.slice(0, SEEN));
  const fits = ({ text, pattern }: CompiledRule): boolean =>
    (text === undefined || folded.some((one) => one.includes(text))) && (pattern === undefined || seen.some((one) => pattern.test(one)));
  return rules.filter(fits);
}

/** The conditions that are not about text. A description without an amount, account or currency fits none on it. */
function fitsRest(row: RuleRow, about: Description): boolean {
  if (row.account !== undefined && row.account !== about.account) return false;
  if (row.currency !== undefined && row.currency !== about.currency) return false;
  if (row.direction === undefined && row.amountMin === undefined && row.amountMax === undefined) return true;
  const { amount } = about;
  if (amount === undefined) return false;
  if (row.direction !== undefined && (row.direction === 'in' ? amount <= 0 : amount >= 0)) return false;
  const size = Math.abs(amount);
  return size >= (row.amountMin ?? 0) && size <= (row.amountMax ?? Infinity);
}
