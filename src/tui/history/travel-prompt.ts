/** Asks for a day or a time to look back from. */
import { dayText } from '../../format/day.ts';
import { type Day, dayOf } from '../../values/day.ts';
import type { Session } from '../screen.ts';
import type { CommitList, ShownCommit } from './commit-list.ts';
import { historyWords } from './history-words.ts';
import { momentOf, momentText } from './moment.ts';

const NORWEGIAN = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?=$|[T ])/;

/** A day in the locale's form -> as --as-of takes it; other texts as they are. */
const isoText = (typed: string): string => typed.replace(NORWEGIAN, (text, day: string, month: string, year: string) => dayOf(Number(year), Number(month), Number(day)) ?? text);

/** Asks until Esc or an instant that something was done before; takes the session there. */
export async function askAndTravel(session: Session, list: CommitList): Promise<void> {
  const said = historyWords(session.locale);
  const first = list.commits.at(-1);
  const newest = list.commits[0];
  if (!first || !newest) return;
  const days = [...new Set(list.commits.map(({ unixMs }) => momentOf(unixMs, session).day))];
  const typed = await session.ask.prompt({
    title: said.dayTitle, hint: said.dayHint, complete: (text) => days.filter((day) => day.startsWith(text)),
    check: (text) => {
      const instant = session.instantOf(isoText(text));
      if (instant === undefined) return said.noInstant;
      return instant < first.unixMs ? said.tooEarly(momentText(first.unixMs, session)) : undefined;
    },
  });
  if (typed === undefined) return;
  const asOf = isoText(typed);
  if ((session.instantOf(asOf) ?? 0) >= newest.unixMs && !session.isPast) return session.say(said.isNow);
  await session.travel(asOf, /^\d{4}-\d{2}-\d{2}$/.test(asOf) ? said.asOfDay(dayText(asOf as Day, session.locale)) : said.asOfTime(typed.replace('T', ' ')));
}

/** Takes the session to where everything stood just after a commit. */
export async function travelToCommit(session: Session, { commit, unixMs }: ShownCommit, list: CommitList): Promise<void> {
  const said = historyWords(session.locale);
  if (commit === list.commits[0]?.commit) return session.say(said.isNow);
  await session.travel(commit.id, said.asOfCommit(momentText(unixMs, session), list.words(commit)));
}
