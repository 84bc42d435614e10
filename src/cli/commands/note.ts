/** `ft note`: the person's own words beside a transaction. */
import { raise } from '../../errors.ts';
import { inertText } from '../../format/inert.ts';
import type { Command, Invocation, Outcome } from '../command.ts';
import { rowWords } from '../../words/phrases.ts';
import { undoLines } from '../asking.ts';
import { resolveTransaction } from '../resolve.ts';

export const noteCommand: Command = {
  name: 'note',
  summary: 'write a note beside a transaction',
  operands: '<id> [text...]',
  options: [['--none', 'take the note away']],
  examples: ['ft note 2c9k4tq "birthday present for Kari"', 'ft note 2c9k4tq --none'],
  run,
};

async function run({ app, terminal, operands, options }: Invocation): Promise<Outcome> {
  const [id = '', ...words] = operands;
  const text = words.join(' ').trim();
  const none = options['none'] === true;
  if (none === (text !== '')) raise('usage', none ? { why: '--none takes no text.', hint: 'Leave the text out, or --none.' } : { why: 'Say the note, or --none.', hint: 'Example: ft note 2c9k4tq "birthday present"' });
  app.read();
  const { value: row, commit } = await app.write({ command: 'note', arguments: { id, note: text } }, ({ commit: draft, model }) => {
    const found = resolveTransaction(model, id);
    if ((found.note ?? '') !== text) draft.append([{ type: 'transaction.noted.v1', subject: found.id, payload: { note: text } }]);
    return found;
  });
  return {
    json: { id: row.id, note: none ? null : text, commit: commit?.id ?? null },
    lines: () => [
      inertText(`${rowWords(row, terminal.locale)}: ${commit ? (none ? 'note taken away.' : `"${text}"`) : 'that stood so already; nothing was changed.'}`),
      ...undoLines(commit),
    ],
  };
}
