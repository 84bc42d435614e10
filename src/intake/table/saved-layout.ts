/** The layout of a file as a profile of its own: what was decided for it becomes the habit that is kept. */
import type { Currency } from '../../values/currency.ts';
import type { Profile } from '../profiles/profile.ts';
import type { Choice } from './choose.ts';

/** Choice -> profile as data, with the orders and marks that the rows decided. */
export function savable({ layout, reading }: Choice, currency: Currency | undefined): Profile {
  const { profile, columns } = layout;
  if (profile.id !== 'inferred') return profile;
  const order = reading.orders.get(columns.date);
  const decimal = reading.marks.get(columns.amount >= 0 ? columns.amount : columns.out >= 0 ? columns.out : columns.in);
  return { ...profile, ...(order ? { dates: [order] } : {}), ...(decimal ? { decimal } : {}), ...(currency ? { currency } : {}) };
}

/** A layout under the user's own name, ready to be saved. */
export const named = (id: string, layout: Profile): Profile => ({ ...layout, id });

/** Part -> column, for people: `{date: "Dato", amount: "Beløp"}`; columns without a name by their number from 1. */
export function mappingOf({ columns }: Profile): Record<string, string> {
  const say = (ref: string | number): string => (typeof ref === 'number' ? String(ref + 1) : ref);
  return Object.fromEntries(Object.entries(columns).filter(([, refs]) => !Array.isArray(refs) || refs.length > 0).map(([part, refs]) => [part, Array.isArray(refs) ? refs.map(say).join(' + ') : say(refs as string | number)]));
}
