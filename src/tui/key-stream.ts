/** What a terminal sends -> the keys that were pressed. Pure: chunks in, keys out; whoever reads the terminal keeps the time. */
import type { Key } from './keys.ts';

const ESC = '\u001b';
/** A control sequence (CSI, also with the second bracket of the Linux console), a function key (SS3), or what a terminal answers (OSC, DCS, APC). */
const WHOLE = /^\u001b(?:\[(?<linux>\[[A-E])|\[(?<csi>[0-?]*[ -/]*[@-~])|O(?<ss3>[@-~])|[\]P_^X][^\u0007\u001b]*(?:\u0007|\u001b\\))/;
/** Such a one whose end has not come. */
const BEGUN = /^\u001b(?:\[{0,2}[0-?]*[ -/]*|O|[\]P_^X][^\u0007\u001b]{0,4096}\u001b?)$/;
const PASTE_BEGINS = `${ESC}[200~`;
const PASTE_ENDS = `${ESC}[201~`;

/** Final letters of CSI and SS3, upper and lower case (rxvt sends lower ones with Shift and Ctrl). */
const BY_LETTER: Readonly<Record<string, string>> = { A: 'up', B: 'down', C: 'right', D: 'left', F: 'end', H: 'home', a: 'up', b: 'down', c: 'right', d: 'left' };
/** First numbers of CSI … ~ */
const BY_NUMBER: Readonly<Record<string, string>> = { 1: 'home', 3: 'delete', 4: 'end', 5: 'pgup', 6: 'pgdn', 7: 'home', 8: 'end' };
/** Alt with these moves and deletes by words in a line of text. With any other key it is Esc and then that key, which look alike. */
const BY_ALT: Readonly<Record<string, string>> = { b: 'alt-b', f: 'alt-f', d: 'alt-d', '\u007f': 'alt-backspace', '\b': 'alt-backspace' };
/** C0 controls that have a key of their own. */
const BY_CONTROL: Readonly<Record<string, string>> = { '\r': 'enter', '\n': 'enter', '\t': 'tab', '\b': 'backspace', '\u007f': 'backspace', [ESC]: 'esc' };

/** So many different characters at once were not typed, also where the terminal does not mark what is pasted. */
const TYPED_AT_ONCE = 64;
/** As much of what is pasted as is kept: there are only fields of one line. */
const PASTE_MAX = 2000;
/** Milliseconds after which a beginning is what it is: Esc alone, a sequence that was cut off, a paste without an end. */
const PATIENCE = { esc: 30, sequence: 300, paste: 1000 } as const;

const named = (name: string): Key => ({ name, text: '' });

export class KeyStream {
  #rest = '';
  #isPasting = false;

  /** Text of the terminal, as it came -> the keys that are complete. */
  take(chunk: string): Key[] {
    const keys: Key[] = [];
    this.#rest += chunk;
    for (let before = -1; this.#rest.length > 0 && this.#rest.length !== before;) {
      before = this.#rest.length;
      keys.push(...(this.#isPasting ? this.#pasted() : this.#rest.startsWith(ESC) ? this.#escaped() : this.#typed()));
    }
    return keys;
  }

  /** Milliseconds to wait for the rest of what has begun; undefined where nothing has. */
  get patience(): number | undefined {
    if (this.#isPasting) return PATIENCE.paste;
    if (this.#rest === '') return undefined;
    return this.#rest.length <= 2 ? PATIENCE.esc : PATIENCE.sequence;
  }

  /** The rest does not come: the keys that what has begun amounts to. */
  giveUp(): Key[] {
    const rest = this.#rest;
    this.#rest = '';
    if (this.#isPasting) {
      this.#isPasting = false;
      return pasteOf(rest);
    }
    // Esc, and perhaps "[" or "O" after it; a longer one was no key that anybody pressed.
    return rest.length > 2 ? [] : [...rest].flatMap(keyOf);
  }

  #pasted(): Key[] {
    const end = this.#rest.indexOf(PASTE_ENDS);
    if (end < 0) {
      // Only the beginning is kept, and what may be the beginning of the end.
      if (this.#rest.length > PASTE_MAX * 4) this.#rest = this.#rest.slice(0, PASTE_MAX * 2) + this.#rest.slice(-PASTE_ENDS.length);
      return [];
    }
    const text = this.#rest.slice(0, end);
    this.#rest = this.#rest.slice(end + PASTE_ENDS.length);
    this.#isPasting = false;
    return pasteOf(text);
  }

  #escaped(): Key[] {
    const found = WHOLE.exec(this.#rest);
    if (found) {
      this.#rest = this.#rest.slice(found[0].length);
      if (found[0] !== PASTE_BEGINS) return sequenceOf(found.groups ?? {});
      this.#isPasting = true;
      return [];
    }
    if (BEGUN.test(this.#rest)) return [];
    const alt = BY_ALT[this.#rest[1] ?? ''];
    this.#rest = this.#rest.slice(alt === undefined ? 1 : 2);
    return [named(alt ?? 'esc')];
  }

  #typed(): Key[] {
    const end = this.#rest.indexOf(ESC);
    const text = end < 0 ? this.#rest : this.#rest.slice(0, end);
    this.#rest = this.#rest.slice(text.length);
    const isPasted = text.length > TYPED_AT_ONCE && new Set(text).size > 3;
    return isPasted ? pasteOf(text) : [...text].flatMap(keyOf);
  }
}

/** One character -> its key. */
function keyOf(text: string): Key[] {
  const own = BY_CONTROL[text];
  if (own !== undefined) return [named(own)];
  if (text >= '\u0001' && text <= '\u001a') return [named(`ctrl-${String.fromCharCode(text.charCodeAt(0) + 96)}`)];
  // Other controls, and bytes that are no text, are no keys.
  if (/[\u0000-\u001f\u007f-\u009f\ufffd]/.test(text)) return [];
  return [{ name: text === ' ' ? 'space' : text, text }];
}

/** What was pasted, as one line without controls. */
function pasteOf(text: string): Key[] {
  const line = [...text.slice(0, PASTE_MAX * 2).replace(/[\r\n\t]+/g, ' ').replace(/[\u0000-\u001f\u007f-\u009f\ufffd]/g, '')].slice(0, PASTE_MAX).join('');
  return line === '' ? [] : [{ name: 'paste', text: line }];
}

/** A complete sequence -> its key; those that no key has (answers of the terminal, the mouse) are passed over. */
function sequenceOf({ csi, ss3 }: Readonly<Record<string, string | undefined>>): Key[] {
  const name = ss3 === 'M' ? 'enter' : ss3 !== undefined ? BY_LETTER[ss3] : csi === undefined ? undefined : csiName(csi);
  return name === undefined ? [] : [named(name)];
}

/** "5~", "1;5A" (with Ctrl), "Z" -> a name. Shift, Alt and Ctrl with a key that moves are that key. */
function csiName(csi: string): string | undefined {
  if (csi === 'Z') return 'shift-tab';
  if (/[~^$]$/.test(csi)) return BY_NUMBER[/^\d+/.exec(csi)?.[0] ?? ''];
  return /^(?:1;\d+)?[A-Za-z]$/.test(csi) ? BY_LETTER[csi.at(-1) ?? ''] : undefined;
}
