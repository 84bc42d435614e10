/** The line at the top in which one searches while one types. */
import { line, type Piece } from '../components/layout.ts';
import { TextField } from '../components/text-field.ts';
import type { Key } from '../keys.ts';
import type { Theme } from '../theme.ts';

/** Completions shown at once. */
const SHOWN = 12;

export class SearchField {
  #field: TextField;
  #offered: readonly string[] = [];

  /** `before`: the text that Esc returns to, and that what is typed is added to; `complete`: the text until the cursor -> what it may become. */
  constructor(readonly before: string, private readonly complete: (text: string) => readonly string[]) { this.#field = new TextField(before === '' ? '' : `${before} `); }

  get text(): string { return this.#field.text.trimEnd(); }

  /** Takes a key: true when the text is another one now, false when it is the same, undefined where the key means nothing here. */
  press(key: Key): boolean | undefined {
    if (key.name === 'tab') return this.#completed();
    const text = this.#field.text;
    if (!this.#field.press(key)) return undefined;
    this.#offered = [];
    return this.#field.text !== text;
  }

  /** The common beginning of what may stand here; where that says nothing new, all of it is offered. */
  #completed(): boolean {
    const typed = this.#field.untilCursor;
    const offered = this.complete(typed);
    const [first] = offered;
    if (first === undefined) return false;
    let common = first;
    for (const text of offered) while (!text.startsWith(common)) common = common.slice(0, -1);
    this.#offered = offered.length > 1 ? offered : [];
    if (common.length <= typed.length) return false;
    const after = this.#field.text.slice(typed.length);
    this.#field = new TextField(common);
    if (after !== '') this.#field.text = common + after;
    return true;
  }

  /** The field, exactly `width` columns. */
  line(width: number, theme: Theme): string { return theme.paint('accent', '/ ') + this.#field.line(Math.max(1, width - 2), theme); }

  /** What Tab offers, in one line; undefined where it offers nothing. */
  offers(width: number, theme: Theme): string | undefined {
    if (this.#offered.length === 0) return undefined;
    const words = this.#offered.map((text) => /(?:[^\s"]|"[^"]*"?)*$/.exec(text)?.[0] ?? text);
    const pieces: Piece[] = words.slice(0, SHOWN).map((text) => ({ text: `${text}  `, role: 'accent' }));
    return line([...pieces, { text: words.length > SHOWN ? `${theme.glyphs.ellipsis} +${words.length - SHOWN}` : '', role: 'muted' }], width, theme);
  }
}
