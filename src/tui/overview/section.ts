/** The panes of the overview as lists of lines, and how they share the screen: side by side where there is room, each scrolled by the one cursor that goes through all of them. */
import { displayWidth } from '../../format/display-width.ts';
import { beside, heading, line, widths } from '../components/layout.ts';
import type { Pane, Size, View } from '../screen.ts';
import type { Theme } from '../theme.ts';

export interface SectionLine {
  /** The same thing has the same id after the ledger has changed. */
  readonly id: string;
  readonly draw: (width: number, selected: boolean) => string;
  readonly open: () => void;
}
export interface Section {
  readonly id: string;
  readonly title: string;
  /** Stands at the end of the heading: what the columns are. */
  readonly columns?: string;
  readonly lines: readonly SectionLine[];
  /** It goes on for ever: where one is in it need not be said. */
  readonly isEndless?: true;
  /** Lines it gets before others get more than theirs. */
  readonly least: number;
  /** Which column it stands in: of two, and of three. */
  readonly place: readonly [ofTwo: 0 | 1, ofThree: 0 | 1 | 2];
}

/** From this width on two columns, and three. */
const TWO = 76;
const THREE = 170;

/** Where each list was scrolled to. */
export type Tops = Map<string, number>;

/** The part of a list that is seen: as it was, moved only as far as the cursor makes it. `cursor` -1: it is elsewhere. */
function seen(tops: Tops, id: string, length: number, height: number, cursor: number): number {
  let top = tops.get(id) ?? 0;
  if (cursor >= 0 && cursor < top) top = cursor;
  if (cursor >= top + height) top = cursor - height + 1;
  top = Math.max(0, Math.min(top, length - height));
  tops.set(id, top);
  return top;
}

/** A heading with what its columns are at the end. */
function headed({ title, columns = '' }: Section, more: string, width: number, theme: Theme): string {
  const end = [more, columns].filter((text) => text !== '').join('   ');
  const room = width - displayWidth(end) - 1;
  if (end === '' || room < displayWidth(title) + 2) return heading(title, width, theme);
  return `${heading(title, room, theme)} ${line([{ text: end, role: 'muted' }], width - room - 1, theme)}`;
}

/** How many lines each section gets out of `height`, its heading not counted; undefined where not even the least fit. */
function shares(sections: readonly Section[], height: number): number[] | undefined {
  const given = sections.map(({ lines, least }) => Math.min(lines.length, least));
  let left = height - sections.length - given.reduce((sum, one) => sum + one, 0);
  if (left < 0) return undefined;
  for (let gave = true; gave && left > 0;) {
    gave = false;
    for (const [at, { lines }] of sections.entries()) {
      if (left === 0 || given[at]! >= lines.length) continue;
      given[at]!++;
      left--;
      gave = true;
    }
  }
  return given;
}

function column(sections: readonly Section[], size: Size, cursor: string, tops: Tops, theme: Theme): Pane {
  const { columns: width, rows } = size;
  const shared = shares(sections, rows);
  if (!shared) return { width, lines: scrolled(sections, size, cursor, tops, theme) };
  // A blank line between them where there is room for all.
  const gaps = rows - sections.length - shared.reduce((sum, one) => sum + one, 0) >= sections.length - 1;
  const lines = sections.flatMap((section, at) => {
    const height = shared[at]!;
    const top = seen(tops, section.id, section.lines.length, height, section.lines.findIndex(({ id }) => id === cursor));
    const more = height < section.lines.length && !section.isEndless ? `${top + 1}-${top + height} / ${section.lines.length}` : '';
    return [
      headed(section, more, width, theme), ...section.lines.slice(top, top + height).map((one) => one.draw(width, one.id === cursor)), ...(gaps && at < sections.length - 1 ? [''] : []),
    ];
  });
  return { width, lines };
}

/** All of them as one long list. */
function scrolled(sections: readonly Section[], { columns: width, rows }: Size, cursor: string, tops: Tops, theme: Theme): string[] {
  const all = sections.flatMap((section) => [{ id: '', draw: () => headed(section, '', width, theme) }, ...section.lines]);
  const at = all.findIndex(({ id }) => id === cursor);
  // With the first line of a section its heading is seen.
  const wanted = at > 0 && all[at - 1]?.id === '' ? at - 1 : at;
  const place = `column ${sections[0]?.id ?? ''}`;
  seen(tops, place, all.length, rows, wanted);
  const top = seen(tops, place, all.length, rows, at);
  return all.slice(top, top + rows).map((one) => one.draw(width, one.id === cursor));
}

/** Sections -> the view, in one, two or three columns. */
export function arranged(sections: readonly Section[], size: Size, cursor: string, tops: Tops, theme: Theme): View {
  const { columns, rows } = size;
  const byPlace = (at: 0 | 1, count: number): Section[][] => Array.from({ length: count }, (_, place) => sections.filter((section) => section.place[at] === place));
  const places = columns >= THREE ? byPlace(1, 3) : columns >= TWO ? byPlace(0, 2) : [[...sections]];
  const shares = widths(columns, columns >= THREE ? [1, 1, 1] : columns >= TWO ? [3, 2] : [1]);
  return beside(rows, places.map((own, at) => column(own, { columns: shares[at]!, rows }, cursor, tops, theme)));
}
