/** Whether a bank's ids are what they are taken for: one seen on another day or amount is none, and its field is not trusted any more. */
import type { Draft } from '../draft.ts';
import type { FeedFacts } from '../rows.ts';
import type { Held } from './held.ts';
import { isId } from './one-answer.ts';

/** Rows of an answer, what is held -> trusted fields that turn out wrong, and by what. */
export function evidenceAgainst(drafts: readonly Draft[], held: readonly Held[], facts: Pick<FeedFacts, 'idsOf' | 'trusted'>): { field: string; why: string }[] {
  return facts.trusted.flatMap((field) => {
    const places = new Map<string, string>(held.flatMap(({ row, reference }) => (reference === undefined || !isId(reference) ? [] : [[reference, `${row.date} ${row.amount}`]])));
    for (const draft of drafts) {
      const id = facts.idsOf(draft.line)[field];
      if (id === undefined || !isId(id)) continue;
      const place = `${draft.bookingDate} ${draft.amount}`;
      const before = places.get(id);
      if (before !== undefined && before !== place) return [{ field, why: whyNot(before, place) }];
      places.set(id, place);
    }
    return [];
  });
}

/** Days and not the id itself: an id may tell who paid whom. */
function whyNot(before: string, now: string): string {
  const [day, other] = [before.slice(0, 10), now.slice(0, 10)];
  return day === other ? `one id on two amounts of ${day}` : `one id on ${day} and on ${other}`;
}
