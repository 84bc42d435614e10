/** One transaction in full, as lines of a pane. */
import { dayText } from '../../format/day.ts';
import { displayWidth } from '../../format/display-width.ts';
import { moneyText } from '../../format/money.ts';
import type { Role } from '../../format/paint.ts';
import type { TransactionRow } from '../../read-model/rows.ts';
import type { Day } from '../../values/day.ts';
import { fileName } from '../../words/deliveries.ts';
import { accountName } from '../../words/names.ts';
import { happeningWords } from '../../words/transaction-story.ts';
import { heading, line, wrapped } from '../components/layout.ts';
import { momentText } from '../history/moment.ts';
import type { Known, Session } from '../screen.ts';
import type { Evidence, Facts } from './detail-facts.ts';
import { detailWords } from './detail-words.ts';
import { whyTexts } from './why-lines.ts';

/** What is known of a transaction now; facts are undefined while they are read. */
export interface Looked {
  readonly row: TransactionRow;
  readonly twin: TransactionRow | undefined;
  readonly facts: Facts | undefined;
  readonly evidence: Evidence | 'asked' | undefined;
}

const LABEL = 14;
/** Lines of one text; a hostile one may have no end. */
const MOST_LINES = 12;
/** Characters of a text that are looked at. */
const MOST_TEXT = 2000;

/** All of it, each line `width` columns; as many as there are. */
export function detailLines(looked: Looked, width: number, known: Known, session: Session): string[] {
  const { row, facts, evidence } = looked;
  const { theme, locale } = session;
  const words = detailWords(locale);
  const plain = (text: string, columns: number): string[] => wrapped(text.slice(0, MOST_TEXT), Math.max(1, columns)).slice(0, MOST_LINES);
  const pair = (label: string, text: string, role?: Role): string[] => plain(text, width - LABEL - 1).map((piece, at) =>
    line([{ text: at === 0 ? label : '', width: LABEL, role: 'muted' }, ' ', { text: piece, role }], width, theme));
  const sentences = (texts: readonly string[], role?: Role): string[] => texts.flatMap((text) => plain(text, width).map((piece) => line([{ text: piece, role }], width, theme)));
  const [category = '', ...reasons] = whyTexts(row, evidence, known, session);
  const amounts = row.parts?.map((part) => moneyText(part.amount, row.currency, locale)) ?? [];
  const amountWidth = Math.max(0, ...amounts.map((text) => displayWidth(text)));
  const parts = row.parts?.map((part, at) => line([{ text: amounts[at] ?? '', width: amountWidth, align: 'right' }, `  ${known.taxonomy.label(part.category, locale)}`, { text: part.note ? `  ${part.note}` : '', role: 'muted' }], width, theme)) ?? [];
  const story = facts?.story.flatMap((happening) => {
    // The folder a file lay in says nothing here.
    const path = facts.statement?.file ?? '';
    const text = happeningWords(happening, row, { model: known.model, taxonomy: known.taxonomy, accounts: known.accounts }, { locale }).replace(path, () => fileName(path));
    const head = `${momentText(happening.unixMs, session)}  `;
    return plain(happening.counts ? text : `${theme.glyphs.cross} ${words.undone}: ${text}`, width - 2).flatMap((piece, at) => [
      ...(at === 0 ? [line([{ text: `${head}${happening.commit.command}`, role: 'muted' }], width, theme)] : []), line(['  ', { text: piece, role: happening.counts ? undefined : 'muted' }], width, theme),
    ]);
  }) ?? [line([{ text: `${words.reading} ${theme.glyphs.ellipsis}`, role: 'muted' }], width, theme)];
  const money = moneyText(row.amount, row.currency, locale);
  const name = row.merchant ?? (row.counterparty?.trim() ? row.counterparty : row.description);
  return [
    line([{ text: name.slice(0, MOST_TEXT), width: Math.max(0, width - displayWidth(money) - 2), role: 'heading' }, '  ', { text: money, role: row.amount > 0 ? 'good' : 'heading' }], width, theme),
    ...pairsOf(looked, known, session).flatMap(([label, text]) => pair(label, text)),
    heading(words.category, width, theme), ...sentences([category], row.category === 'uncategorized' && row.twin === null && row.parts === null ? 'warning' : undefined), ...sentences(reasons, 'muted'),
    ...(parts.length > 0 ? [heading(words.parts, width, theme), ...parts] : []),
    heading(words.history, width, theme), ...story,
  ];
}

/** What is known, with what it is called: only what there is. */
function pairsOf({ row, twin, facts }: Looked, { accounts }: Known, { locale }: Session): (readonly [string, string])[] {
  const words = detailWords(locale);
  const { details } = row;
  const recorded = facts?.recorded;
  const statement = facts?.statement;
  const other = twin ? accountName(accounts, twin.account) : words.ownAccount;
  const optional: (readonly [string, string | null | undefined | false])[] = [
    [words.bankText, row.description], [words.merchant, row.merchant], [words.counterparty, row.counterparty], [words.theirAccount, row.counterpartyAccount],
    [words.account, accountName(accounts, row.account)], [words.booked, dayText(row.date, locale)], [words.valueDate, row.valueDate !== null && row.valueDate !== row.date && dayText(row.valueDate, locale)],
    [words.transfer, row.twin !== null && `${row.amount < 0 ? words.to(other) : words.from(other)}  (${words.goes})`], [words.note, row.note],
    [words.original, details?.original && `${moneyText(details.original.amount, details.original.currency, locale)}${details.original.rate === undefined ? '' : `  ${words.at(details.original.rate)}`}`],
    [words.reference, recorded?.reference], [words.type, recorded?.type], [words.bankCategory, details?.bankCategory], [words.bankCodes, details?.bankCodes?.join(', ')], [words.mcc, details?.mcc],
    [words.creditorReference, details?.creditorReference], [words.endToEndId, details?.endToEndId], [words.mandateId, details?.mandateId], [words.checkNumber, details?.checkNumber], [words.batch, details?.batchReference],
    [words.source, statement ? `${fileName(statement.file)}${recorded?.line === undefined ? '' : `, ${words.line(recorded.line)}`} (${statement.profile})` : recorded?.source === 'manual' && words.byHand],
    [words.alsoIn, facts && facts.others.length > 0 && facts.others.map(({ file, from, to }) => `${fileName(file)} (${from ? dayText(from as Day, locale) : ''} - ${to ? dayText(to as Day, locale) : ''})`).join(', ')],
    [words.id, row.id],
  ];
  return optional.flatMap(([label, text]) => (text ? [[label, text] as const] : []));
}
