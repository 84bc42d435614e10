/** Asks for one line of text. Tab completes, where there is something to complete. */
import { inertText } from '../../format/inert.ts';
import { heading, line } from '../components/layout.ts';
import { TextField } from '../components/text-field.ts';
import type { Key } from '../keys.ts';
import type { Questions, Size } from '../screen.ts';
import type { Theme } from '../theme.ts';
import type { Overlay } from './overlay.ts';

type Asked = Parameters<Questions['prompt']>[0];

/** Completions shown at once. */
const SHOWN = 8;

export class Prompt implements Overlay {
  readonly #field: TextField;
  #offered: readonly string[] = [];
  #wrong: string | undefined;

  constructor(private readonly asked: Asked, private readonly theme: Theme, private readonly answer: (text: string | undefined) => void) {
    this.#field = new TextField(asked.initial);
  }

  press(key: Key): void {
    if (key.name === 'esc' || key.name === 'ctrl-c') return this.answer(undefined);
    if (key.name === 'tab') return this.#complete();
    if (key.name === 'enter') {
      const text = this.#field.text.trim();
      this.#wrong = this.asked.check?.(text);
      if (this.#wrong === undefined) this.answer(text);
      return;
    }
    this.#wrong = undefined;
    this.#offered = [];
    this.#field.press(key);
  }

  /** The common beginning of what may stand here; where that says nothing new, all of it is shown. */
  #complete(): void {
    const typed = this.#field.untilCursor;
    const offered = this.asked.complete?.(typed) ?? [];
    const [first = ''] = offered;
    let common = first;
    for (const text of offered) while (!text.startsWith(common)) common = common.slice(0, -1);
    if (offered.length > 0 && common.length > typed.length) this.#field.text = common;
    this.#offered = offered.length > 1 ? offered : [];
  }

  lines({ columns }: Size): readonly string[] {
    const { asked: { title, hint }, theme } = this;
    const more = this.#offered.length - SHOWN;
    return [
      heading(title, columns, theme),
      ...this.#offered.slice(0, SHOWN).map((text) => line([{ text: `  ${text}`, role: 'muted' }], columns, theme)),
      ...(more > 0 ? [line([{ text: `  ${theme.glyphs.ellipsis} +${more}`, role: 'muted' }], columns, theme)] : []),
      theme.paint('accent', '> ') + this.#field.line(columns - 2, theme),
      ...(this.#wrong !== undefined ? [line([{ text: inertText(this.#wrong), role: 'bad' }], columns, theme)] : hint !== undefined ? [line([{ text: hint, role: 'muted' }], columns, theme)] : []),
    ];
  }
}
