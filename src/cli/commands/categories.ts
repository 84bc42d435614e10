/** `ft categories`: the list, and the person's own. */
import { FailureError, raise } from '../../errors.ts';
import { inertText } from '../../format/inert.ts';
import { paintFor } from '../../format/paint.ts';
import { type Cell, tableLines } from '../../format/table.ts';
import { foldedText } from '../../values/text.ts';
import type { Month } from '../../values/day.ts';
import { type Command, type Invocation, type Outcome, textOption } from '../command.ts';
import { undoLines } from '../asking.ts';
import { resolveCategory } from '../resolve.ts';

export const categoriesCommand: Command = {
  name: 'categories',
  summary: 'the categories by group, with how many transactions each has; add and rename',
  examples: ['ft categories', 'ft categories add "Cabin" --group Home', 'ft categories rename cafes "Coffee"'],
  run: list,
  children: [
    { name: 'list', summary: 'show them', examples: ['ft categories list'], run: list },
    { name: 'add', summary: 'add one of your own', operands: '<label>', options: [['--group <name>', 'the group it belongs to; a name that is none begins a new group']], examples: ['ft categories add "Cabin" --group Home'], run: add },
    { name: 'rename', summary: 'give one another name', operands: '<category> <label>', examples: ['ft categories rename cafes "Coffee"'], run: rename },
  ],
};

async function list({ app, terminal }: Invocation): Promise<Outcome> {
  const model = app.reader();
  const taxonomy = await app.taxonomy(model);
  const counts = new Map<string, number>();
  for (const { category, count } of model?.sums.between('1900-01' as Month, '2199-12' as Month) ?? []) counts.set(category, (counts.get(category) ?? 0) + count);
  const groups = taxonomy.groups().filter(({ leaves }) => leaves.length > 0);
  return {
    json: {
      groups: groups.map(({ id, label, leaves }) => ({
        id, label: label[terminal.locale], categories: leaves.map((leaf) => ({ id: leaf.id, label: leaf.label[terminal.locale], own: leaf.own, transactions: counts.get(leaf.id) ?? 0 })),
      })),
      uncategorized: counts.get('uncategorized') ?? 0,
    },
    lines: async () => {
      const rows = groups.flatMap(({ label, leaves }): Cell[][] => leaves.map((leaf, at): Cell[] => {
        const count = counts.get(leaf.id) ?? 0;
        return [at === 0 ? { text: label[terminal.locale], role: 'accent' } : '', leaf.label[terminal.locale], { text: leaf.id, role: 'muted' }, count === 0 ? { text: '·', role: 'muted' } : `${count}`];
      }));
      const left = counts.get('uncategorized') ?? 0;
      return tableLines([{ title: 'Group', shrinks: false }, { title: 'Category' }, { title: 'Id' }, { title: 'Rows', align: 'right' }], rows,
        { width: terminal.environment.stdoutIsTty ? terminal.width : null, paint: await paintFor(terminal.color), unicode: terminal.unicode },
        left > 0 ? [['', taxonomy.label('uncategorized', terminal.locale), 'ft review', `${left}`]] : []);
    },
  };
}

async function add({ app, terminal, operands, options }: Invocation): Promise<Outcome> {
  const [label = ''] = operands;
  if (foldedText(label) === '') raise('usage', { why: 'The label is empty.', hint: 'Example: ft categories add "Cabin" --group Home' });
  const group = textOption(options, 'group') ?? raise('usage', { why: 'Say which group it belongs to.', hint: `Example: ft categories add "${label || 'Cabin'}" --group Home` });
  if (foldedText(group) === '') raise('usage', { why: 'The group is empty.', hint: 'Example: --group Home' });
  const { value, commit } = await app.write({ command: 'categories add', arguments: { label, group } }, async ({ commit: draft, model }) => {
    const taxonomy = await app.taxonomy(model);
    const drafted = taxonomy.draft(label, group);
    if (!drafted.ok) throw new FailureError(drafted.error);
    const { id, ...payload } = drafted.value;
    draft.append([{ type: 'category.added.v1', subject: id, payload }]);
    draft.settle();
    const after = await app.taxonomy(model);
    return { leaf: after.leaf(id)!, group: after.label(after.groupOf(id), terminal.locale), isNew: taxonomy.group(after.groupOf(id)) === undefined };
  });
  return {
    json: { id: value.leaf.id, label: value.leaf.label[terminal.locale], group: value.leaf.group, commit: commit?.id ?? null },
    lines: () => [inertText(`Added ${value.leaf.label[terminal.locale]} (${value.leaf.id}) in ${value.isNew ? 'the new group ' : ''}${value.group}.`), ...undoLines(commit)],
  };
}

async function rename({ app, operands, terminal }: Invocation): Promise<Outcome> {
  const [wanted = '', typed = ''] = operands;
  const label = typed.trim().replace(/\s+/g, ' ');
  if (label === '') raise('usage', { why: 'The new name is empty.', hint: 'Example: ft categories rename cafes "Coffee"' });
  const { value, commit } = await app.write({ command: 'categories rename', arguments: { category: wanted, label } }, async ({ commit: draft, model }) => {
    const taxonomy = await app.taxonomy(model);
    const leaf = resolveCategory(taxonomy, wanted);
    if (leaf.id === 'uncategorized') raise('usage', { why: 'Uncategorized is no category: it is what no step settled.', hint: 'ft categories shows those that can be renamed.' });
    const folded = foldedText(label);
    if (taxonomy.leaves().some((other) => other.id !== leaf.id && (other.id === folded || Object.values(other.label).some((name) => foldedText(name) === folded)))) raise('category-exists', { category: label });
    // A built-in one has no event of its own yet: it is put down under its id, with its new name.
    const isWritten = model.knowledge.categories().some(({ id }) => id === leaf.id);
    draft.append([isWritten ? { type: 'category.renamed.v1', subject: leaf.id, payload: { label } } : { type: 'category.added.v1', subject: leaf.id, payload: { label, group: leaf.group } }]);
    return leaf;
  });
  return {
    json: { id: value.id, label, was: value.label[terminal.locale], group: value.group, commit: commit?.id ?? null },
    lines: () => [inertText(`${value.label[terminal.locale]} is now called ${label}.`), ...undoLines(commit)],
  };
}
