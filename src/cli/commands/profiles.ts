/** `ft profiles`: the bank layouts that are recognised. */
import { inertText } from '../../format/inert.ts';
import { paintFor } from '../../format/paint.ts';
import { tableLines } from '../../format/table.ts';
import { type ProfileLine, listProfiles } from '../../intake/profiles/built-in.ts';
import type { Profile } from '../../intake/profiles/profile.ts';
import { foldedText } from '../../values/text.ts';
import type { Command, Invocation, Outcome } from '../command.ts';
import { plural } from '../../words/phrases.ts';

export const profilesCommand: Command = {
  name: 'profiles',
  summary: 'the bank layouts that are recognised',
  operands: '[text...]',
  examples: ['ft profiles', 'ft profiles sparebank', 'ft profiles se', 'ft import --profile no-dnb statement.csv'],
  run,
};

async function run({ app, terminal, operands }: Invocation): Promise<Outcome> {
  const own = (app.reader()?.knowledge.profiles() ?? []).map(({ name, profile }) => ({ ...(profile as unknown as Profile), id: name }));
  const all = listProfiles(own);
  const wanted = foldedText(operands.join(' '));
  const found = wanted === '' ? all : all.filter((line) => fits(line, wanted));
  return {
    json: { profiles: found.map(({ id, bank, country, columns, own: isOwn }) => ({ id, bank: bank ?? null, country: country ?? null, columns, own: isOwn })) },
    lines: async () => {
      if (found.length === 0) return [`No layout fits "${inertText(operands.join(' '))}"; there are ${all.length}. An unknown one can be told with: ft import FILE --map date=…,amount=…,description=…`];
      const rows = found.map((line) => [line.id, line.bank ?? '', line.own ? 'own' : (line.country ?? ''), { text: columnsText(line), role: 'muted' as const }]);
      const style = { width: terminal.environment.stdoutIsTty ? terminal.width : null, paint: await paintFor(terminal.color), unicode: terminal.unicode };
      return [...tableLines([{ title: 'Layout', shrinks: false }, { title: 'Bank', min: 12 }, { title: 'Of', shrinks: false }, { title: 'Columns', min: 10 }], rows, style), '', plural(found.length, 'layout')];
    },
  };
}

const columnsText = ({ columns }: ProfileLine): string => (columns.length > 0 ? columns.map((name) => name || '·').join(', ') : 'no header line');

/** A country by its two letters, else any part of id, bank or a column. */
function fits({ id, bank, country, columns }: ProfileLine, wanted: string): boolean {
  if (wanted.length === 2) return country?.toLowerCase() === wanted;
  return [id, bank ?? '', ...columns].some((text) => foldedText(text).includes(wanted));
}
