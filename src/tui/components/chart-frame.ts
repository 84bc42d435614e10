/** What every chart over time has around it: the values at the left, faint lines across, the months beneath, and the one under the cursor marked. */
import { displayWidth } from '../../format/display-width.ts';
import type { Theme } from '../theme.ts';
import { Grid } from './chart-grid.ts';
import type { Scale } from './chart-scale.ts';

/** A place on the axis of time. */
export interface Slot {
  /** Written out where there is room, else in one or two letters. */
  readonly label: string;
  readonly short: string;
  /** Stands below the first of its kind: the year. */
  readonly under: string;
  /** Not over yet. */
  readonly isOpen: boolean;
}
/** What the axes say; `value` -> its short text. */
export interface Axes { readonly slots: readonly Slot[]; readonly cursor: number; readonly valueText: (value: number) => string }
/** Where the drawing goes: its columns, those of each slot, and the row from which values are counted upwards. */
export interface Plot { readonly grid: Grid; readonly left: number; readonly columns: number; readonly slotWidth: number; readonly base: number }

/** Rows of the labels beneath. */
export const LABEL_ROWS = 2;
const WIDEST_SLOT = 12;

/** Columns for one slot, in a plot of so many columns; 0 where not even one is left. */
const slotWidth = (columns: number, slots: number): number => Math.min(WIDEST_SLOT, Math.floor(columns / Math.max(1, slots)));

/** Draws axes into a new field. `base`: the row (from the top) of the scale's base, which is drawn as a rule where `ruled`. */
export function plotFrame(axes: Axes, scale: Scale, { width, height, base, ruled }: { readonly width: number; readonly height: number; readonly base: number; readonly ruled: boolean }, theme: Theme): Plot {
  const grid = new Grid(width, height);
  const shown = scale.ticks.filter(({ row }) => base - row >= 0 && base - row < height - LABEL_ROWS);
  const texts = shown.map(({ value }) => theme.shown(axes.valueText(value)));
  const left = Math.min(Math.max(4, ...texts.map((text) => displayWidth(text))) + 2, Math.max(0, width - axes.slots.length));
  const wide = slotWidth(Math.max(0, width - left), axes.slots.length);
  const columns = Math.min(Math.max(0, width - left), wide * axes.slots.length);
  shown.forEach(({ row, value }, at) => {
    const isBase = ruled && value === scale.base;
    const text = texts[at] ?? '';
    grid.put(Math.max(0, left - 1 - displayWidth(text)), base - row, text, 'muted');
    grid.put(left, base - row, (isBase ? theme.glyphs.rule : theme.unicode ? '┈' : '.').repeat(columns), 'muted');
  });
  if (ruled) grid.put(left, base, theme.glyphs.rule.repeat(columns), 'muted');
  const plot = { grid, left, slotWidth: wide, base, columns };
  labels(axes, plot, height, theme);
  return plot;
}

function labels({ slots, cursor }: Axes, { grid, left, slotWidth: wide }: Plot, height: number, theme: Theme): void {
  let under = '';
  let freeFrom = 0;
  // Without colour the one under the cursor stands in brackets, or has a sign below it where there is no room for them.
  const isBracketed = (text: string): boolean => !theme.color && text.length + 2 <= wide;
  slots.forEach((slot, at) => {
    const from = left + at * wide;
    const isCursor = at === cursor;
    const marked = slot.isOpen && wide > slot.label.length ? slot.label + theme.glyphs.ellipsis : slot.label;
    const bare = theme.shown(wide > marked.length ? marked : wide > slot.label.length ? slot.label : slot.short);
    const text = isCursor && isBracketed(bare) ? `[${bare}]` : bare;
    const room = Math.max(1, wide - 1);
    if (isCursor && !theme.color && text === bare) {
      grid.put(from + Math.floor((room - 1) / 2), height - 1, theme.glyphs.up);
      freeFrom = Math.max(freeFrom, from + Math.floor((room - 1) / 2) + 1);
    }
    // Where labels would run into each other only every other one stands, and the one under the cursor always.
    if (isCursor || text.length <= room)
      grid.put(from + Math.max(0, Math.floor((room - bare.length) / 2) - (text === bare ? 0 : 1)), height - LABEL_ROWS, text, isCursor ? 'selected' : slot.isOpen ? 'muted' : undefined);
    const start = slot.under !== under && isCursor ? Math.max(from, freeFrom) : from;
    if (slot.under !== under && start >= freeFrom) {
      grid.put(start, height - 1, slot.under, 'muted');
      freeFrom = start + slot.under.length + 1;
    }
    under = slot.under;
  });
}
