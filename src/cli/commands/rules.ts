/** `ft rules`: the person's own rules, and labelling history by them. */
import { createCascade } from '../../categories/cascade.ts';
import { labelled } from '../../categories/history.ts';
import { raise } from '../../errors.ts';
import { inertText } from '../../format/inert.ts';
import { paintFor } from '../../format/paint.ts';
import { tableLines } from '../../format/table.ts';
import type { ReadModel } from '../../read-model/read-model.ts';
import type { RuleRow } from '../../read-model/rows.ts';
import { changeLines } from '../change-answer.ts';
import { type Command, type Invocation, type Outcome, textOption } from '../command.ts';
import { plural } from '../../words/phrases.ts';
import { undoLines } from '../asking.ts';
import { diffJson, leftAlone, relabel, summary, wholeHistory, wouldChange } from '../relabelling.ts';
import { CONDITIONS, ruleId, ruleJson, ruleTyped, ruleWords } from '../rule-options.ts';
import type { Names } from '../../words/names.ts';
import { limitTyped } from '../typed.ts';

export const rulesCommand: Command = {
  name: 'rules',
  summary: 'your own rules: add, list, remove, test against history, apply to it',
  examples: ['ft rules add --text "rema 1000" --category groceries', 'ft rules test --text kiwi --category groceries', 'ft rules apply'],
  run: list,
  children: [
    { name: 'add', summary: 'add a rule; every condition must hold', options: [...CONDITIONS, ['--apply', 'label history by it at once']], examples: ['ft rules add --text "rema 1000" --category groceries', 'ft rules add --regex "^ruter|vy " --direction out --category public-transport --apply'], run: add },
    { name: 'list', summary: 'show the rules', examples: ['ft rules list'], run: list },
    { name: 'remove', summary: 'remove a rule; what it labelled stays so until ft rules apply', operands: '<rule>', examples: ['ft rules list'], run: remove },
    { name: 'test', summary: 'what this rule (or all there are) would change in history; writes nothing', options: [...CONDITIONS, ['--limit <count>', 'rows to show (default 20; with --json 1000)']], examples: ['ft rules test --text kiwi --category groceries', 'ft rules test'], run: test },
    { name: 'apply', summary: 'label history by the rules and corrections there are; your own choices are never touched (as ft categorize --history)', examples: ['ft rules apply', 'ft rules apply --yes'], run: apply },
  ],
};

const namesOf = async (app: Invocation['app'], model: ReadModel | undefined): Promise<Names> => ({ taxonomy: await app.taxonomy(model), accounts: model?.accounts.all() ?? [] });

async function list({ app, terminal }: Invocation): Promise<Outcome> {
  const model = app.reader();
  const names = await namesOf(app, model);
  const rules = model?.knowledge.rules() ?? [];
  return {
    json: { rules: rules.map((rule) => ruleJson(rule, names.accounts, names.taxonomy)) },
    lines: async () => (rules.length === 0 ? ['No rules yet. Add one: ft rules add --text "rema 1000" --category groceries'] : tableLines(
      [{ title: 'Rule', shrinks: false }, { title: 'Category', shrinks: false }, { title: 'When' }],
      rules.map((rule) => [rule.id, names.taxonomy.label(rule.category, terminal.locale), ruleWords(rule, names.accounts)]),
      { width: terminal.environment.stdoutIsTty ? terminal.width : null, paint: await paintFor(terminal.color), unicode: terminal.unicode })),
  };
}

async function add({ app, terminal, options }: Invocation): Promise<Outcome> {
  const applies = options['apply'] === true;
  const { value, commit } = await app.write({ command: 'rules add', arguments: { options: typed(options) } }, async ({ commit: draft, model }) => {
    const names = await namesOf(app, model);
    const rule = ruleTyped(options, model, names.taxonomy) ?? raise('rule-invalid', { why: 'it has no condition, so it would fit everything' });
    const id = ruleId(rule, model.knowledge.rules(), model.log);
    draft.append([{ type: 'rule.added.v1', subject: id, payload: rule }]);
    draft.settle();
    // Rules answer before anything is guessed, so no guess is asked for.
    const changed = (await wholeHistory(model, (await app.cascade(model)).instant, terminal)).changed.filter(({ to }) => to.by === id);
    if (applies) draft.append(labelled(changed));
    return { rule: { id, ...rule } as RuleRow, changed, names };
  });
  const { rule, changed, names } = value;
  return {
    json: { rule: ruleJson(rule, names.accounts, names.taxonomy), wouldChange: applies ? 0 : changed.length, changed: applies ? changed.length : 0, applied: true, commit: commit?.id ?? null },
    lines: () => [
      inertText(`Rule ${rule.id}: ${names.taxonomy.label(rule.category, terminal.locale)} when ${ruleWords(rule, names.accounts)}.`),
      ...(applies ? [`    ${plural(changed.length, 'transaction')} of history labelled by it.`]
        : changed.length > 0 ? [`    It would change ${plural(changed.length, 'transaction')} of history: ft rules apply`] : ['    It changes nothing in history.']),
      ...undoLines(commit),
    ],
  };
}

async function remove({ app, operands }: Invocation): Promise<Outcome> {
  app.read();
  const [wanted = ''] = operands;
  const { value, commit } = await app.write({ command: 'rules remove', arguments: { rule: wanted } }, async ({ commit: draft, model }) => {
    const names = await namesOf(app, model);
    const rules = wanted === '' ? [] : model.knowledge.rules().filter(({ id }) => id.startsWith(wanted.toLowerCase()));
    if (rules.length > 1) raise('id-ambiguous', { what: 'rule', prefix: wanted, matches: rules.map(({ id }) => id) });
    const rule = rules[0] ?? raise('rule-unknown', { rule: wanted });
    draft.append([{ type: 'rule.removed.v1', subject: rule.id, payload: {} }]);
    return { rule, names, labelled: model.queries.countBy(rule.id) };
  });
  const { rule, names } = value;
  return {
    json: { removed: ruleJson(rule, names.accounts, names.taxonomy), labelled: value.labelled, applied: true, commit: commit?.id ?? null },
    lines: () => [
      `Removed the rule ${rule.id}: ${ruleWords(rule, names.accounts)}.`,
      ...(value.labelled > 0 ? [`    ${plural(value.labelled, 'transaction')} that it labelled ${value.labelled === 1 ? 'keeps its category' : 'keep their category'} until: ft rules apply`] : []),
      ...undoLines(commit),
    ],
  };
}

async function test({ app, terminal, options, json }: Invocation): Promise<Outcome> {
  const model = app.read();
  const names = await namesOf(app, model);
  const rule = ruleTyped(options, model, names.taxonomy);
  const limit = limitTyped(textOption(options, 'limit')) ?? (json ? 1000 : 20);
  const cascade = rule
    ? createCascade({ rules: [...model.knowledge.rules(), { id: 'new', ...rule } as RuleRow], corrections: model.knowledge.corrections(), taxonomy: names.taxonomy, later: [] })
    : await app.cascade(model);
  const diff = await wholeHistory(model, cascade, terminal);
  const changed = rule ? diff.changed.filter(({ to }) => to.by === 'new') : diff.changed;
  return {
    json: { ...diffJson(changed, diff, model, names, limit), applied: false },
    lines: async () => [
      ...(await changeLines(changed, model, names, terminal, limit)), ...(changed.length > 0 ? [''] : []), ...(await summary(changed, names, terminal)),
      `${wouldChange(changed.length)}; ${leftAlone(diff.own)}. Nothing was written.`,
    ],
  };
}

function apply(invocation: Invocation): Promise<Outcome> {
  return relabel(invocation, { command: 'rules apply', arguments: {}, unchanged: 'History stands as the rules say already; nothing to change.' });
}

/** Options as typed, for the log. */
const typed = (options: Invocation['options']): Record<string, string> => Object.fromEntries(
  CONDITIONS.flatMap(([flags]) => { const name = flags.slice(2, flags.indexOf(' ')); const value = textOption(options, name); return value === undefined ? [] : [[name, value]]; }));
