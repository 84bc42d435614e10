/** Questions over the screen, one at a time: each is an overlay until it answers. */
import type { Locale } from '../../format/money.ts';
import type { Key } from '../keys.ts';
import { frameWords } from '../phrases.ts';
import type { Picking, Questions, Size } from '../screen.ts';
import type { Theme } from '../theme.ts';
import type { Overlay } from './overlay.ts';
import { Picker } from './picker.ts';
import { Prompt } from './prompt.ts';
import { Reader } from './reader.ts';

type Asked<Q extends 'prompt' | 'confirm' | 'read'> = Parameters<Questions[Q]>[0];

export class QuestionBox implements Questions {
  #overlay: Overlay | undefined;
  #answered: Promise<unknown> = Promise.resolve();

  /** `redraw`: called when a question comes or goes. */
  constructor(private readonly theme: Theme, private readonly locale: Locale, private readonly redraw: () => void) {}

  get isOpen(): boolean { return this.#overlay !== undefined; }

  /** The lines of the question in front; none when nothing is asked. */
  lines(size: Size): readonly string[] { return this.#overlay?.lines(size) ?? []; }

  /** Gives a key to the question in front. */
  press(key: Key): void { this.#overlay?.press(key); }

  prompt(asked: Asked<'prompt'>): Promise<string | undefined> { return this.#ask((answer) => new Prompt(asked, this.theme, answer)); }

  pick<T>(asked: Picking<T>): Promise<T | undefined> { return this.#ask<T | undefined>((answer) => new Picker<T>(asked, this.theme, answer)); }

  confirm({ title, lines, yes }: Asked<'confirm'>): Promise<boolean> {
    return this.#ask((answer) => new Reader({ title, lines, foot: `${yes}?  ${frameWords(this.locale).question}`, question: true }, this.theme, answer));
  }

  async read({ title, lines }: Asked<'read'>): Promise<void> {
    await this.#ask<boolean>((answer) => new Reader({ title, lines, foot: frameWords(this.locale).leave, question: false }, this.theme, answer));
  }

  /** Shows an overlay until it answers. Questions wait for each other. */
  async #ask<T>(make: (answer: (value: T) => void) => Overlay): Promise<T> {
    while (this.#overlay) await this.#answered;
    const answer = new Promise<T>((resolve) => {
      this.#overlay = make((value) => {
        this.#overlay = undefined;
        resolve(value);
        this.redraw();
      });
    });
    this.#answered = answer;
    this.redraw();
    return answer;
  }
}
