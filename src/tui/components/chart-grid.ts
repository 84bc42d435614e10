/** A field of single columns that a chart is drawn in, and the painted lines it becomes. */
import type { Role } from '../../format/paint.ts';
import type { Theme } from '../theme.ts';

interface Cell { readonly sign: string; readonly role: Role | undefined; readonly inverse: boolean }
const BLANK: Cell = { sign: ' ', role: undefined, inverse: false };

export class Grid {
  readonly #cells: Cell[][];

  constructor(readonly width: number, readonly height: number) {
    this.#cells = Array.from({ length: Math.max(0, height) }, () => new Array<Cell>(Math.max(0, width)).fill(BLANK));
  }

  /** Puts signs of one column each into a row, from a column on; what lies outside of the field is left out. `inverse`: on ground of its colour. */
  put(column: number, row: number, signs: string, role?: Role, inverse = false): void {
    const cells = this.#cells[row];
    if (!cells) return;
    let at = column;
    for (const sign of signs) {
      if (at >= 0 && at < cells.length) cells[at] = { sign, role, inverse };
      at++;
    }
  }

  /** One painted line a row, each exactly as wide as the field. */
  lines(theme: Theme): string[] {
    return this.#cells.map((cells) => {
      let drawn = '';
      for (let at = 0; at < cells.length;) {
        const { role, inverse } = cells[at] ?? BLANK;
        let run = '';
        for (; at < cells.length && cells[at]?.role === role && cells[at]?.inverse === inverse; at++) run += cells[at]?.sign ?? ' ';
        const painted = role === undefined ? run : theme.paint(role, run);
        drawn += inverse && role !== 'selected' ? theme.paint('selected', painted) : painted;
      }
      return drawn;
    });
  }
}
