/** What an import did, and where to go from there. */
import { accountTerm } from '../../insight/cell-query.ts';
import { type ImportTold, countsOf, takenFiles } from './import-json.ts';
import { importWords } from './import-words.ts';
import type { Session } from '../screen.ts';

type Next = 'review' | 'see' | 'settle' | 'another' | 'stay';

/** Tells what came of it and goes where the person wants. `left`: files that were left out and that an answer would settle. */
export async function summary(session: Session, told: ImportTold, left: number): Promise<Next | undefined> {
  const words = importWords(session.locale);
  const { fresh, known, doubtful, rejected } = countsOf(told);
  const counts = [words.fresh(fresh), words.known(known), ...(doubtful > 0 ? [words.doubtful(doubtful)] : []), ...(rejected > 0 ? [words.rejected(rejected)] : []), ...(told.transfersLinked > 0 ? [words.transfers(told.transfersLinked)] : [])].join(', ');
  if (told.commit === null && left === 0) {
    session.say(words.nothingNew);
    return 'stay';
  }
  const review = told.review ?? 0;
  const items: readonly { readonly value: Next; readonly text: string }[] = [
    ...(review > 0 && fresh > 0 ? [{ value: 'review' as const, text: words.review(review) }] : []), ...(doubtful > 0 && (review === 0 || fresh === 0) ? [{ value: 'review' as const, text: words.doubts(doubtful) }] : []),
    ...(fresh > 0 ? [{ value: 'see' as const, text: words.see(fresh) }] : []), ...(left > 0 ? [{ value: 'settle' as const, text: words.settle(left) }] : []),
    { value: 'another', text: words.another }, { value: 'stay', text: words.stay },
  ];
  const next = await session.ask.pick({ title: words.done(counts), items, preview: () => [words.undoable] });
  if (next === 'review') session.open('review');
  if (next === 'see') session.open('transactions', { query: queryOf(session, told) });
  return next;
}

/** The delivered days, of the one account where it is one. */
function queryOf({ known }: Session, told: ImportTold): string {
  const parts = takenFiles(told).flatMap(({ accounts }) => accounts).filter((part) => part.new > 0);
  const days = parts.flatMap(({ from, to }) => [from, to]).toSorted();
  const [first] = parts;
  const account = known?.accounts.find(({ id }) => id === first?.id);
  const isOne = account !== undefined && parts.every(({ id }) => id === account.id);
  return `${isOne ? `${accountTerm(account, known?.accounts ?? [])} ` : ''}date:${days[0] ?? ''}..${days.at(-1) ?? ''}`;
}
