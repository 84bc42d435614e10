/** The very same message twice in one file (a download that was joined to another) is read once. */
import { fnv1a } from '../../values/fnv1a.ts';
import type { Field } from './fields.ts';

/** What stands above the opening balance of a message. */
const HEADER: ReadonlySet<string> = new Set(['20', '21', '25', '25P', '28', '28C', '940', '942']);
const MOST_HEADER_FIELDS = 50;
/** A message that may be a repeated one is held to its end; a longer one is read as it is. */
const MOST_CHARACTERS = 16_000_000;

/**
 * Hands fields on, but for those of a message whose account, number, balances and entries all stand in the file above:
 * for each of these `repeated` is called once. Only messages that open with a balance are compared: of two others nothing
 * says that they do not both happen. Remembers some bytes of each message.
 */
export class RepeatedMessages {
  readonly #headers = new Set<number>();
  readonly #messages = new Set<number>();
  #held: Field[] = [];
  /** `header` is held till its opening balance; `known` is held to its end; what is `new` or `bare` (without a balance) is handed on. */
  #state: 'header' | 'known' | 'new' | 'bare' = 'header';
  #hasAccount = false;
  #digest = new MessageDigest();

  constructor(private readonly take: (field: Field) => void, private readonly repeated: () => void) {}

  /** The next field of the file. */
  next(field: Field): void {
    const { tag } = field;
    const isAccount = tag === '25' || tag === '25P';
    if (tag === '{' || tag === '-') {
      this.end();
      return this.take(field);
    }
    if (tag === '20' || tag === '940' || tag === '942' || (isAccount && this.#hasAccount)) this.end();
    this.#hasAccount ||= isAccount;
    if (tag !== '') this.#digest.add(field);
    if (this.#state === 'new' || this.#state === 'bare' || (tag === '' && this.#held.length === 0)) return this.take(field);
    this.#held.push(field);
    if (this.#state === 'known' ? this.#digest.characters > MOST_CHARACTERS : tag !== '' && (!HEADER.has(tag) || this.#held.length > MOST_HEADER_FIELDS)) this.#decide(tag);
  }

  /** The message is over, and so may be the file. */
  end(): void {
    const message = this.#digest.value;
    const isRepeated = this.#state === 'known' && this.#messages.has(message);
    if (this.#state === 'new' || this.#state === 'known') this.#messages.add(message);
    if (isRepeated) {
      this.repeated();
      // Text that belongs to no message is no part of it.
      this.#held = this.#held.filter(({ tag }) => tag === '');
    }
    this.#handOn('header');
    this.#hasAccount = false;
    this.#digest = new MessageDigest();
  }

  #decide(tag: string): void {
    if (this.#state === 'known' || (tag !== '60F' && tag !== '60M')) return this.#handOn('bare');
    const header = this.#digest.value;
    if (this.#headers.has(header)) this.#state = 'known';
    else this.#handOn('new');
    this.#headers.add(header);
  }

  #handOn(state: 'header' | 'new' | 'bare'): void {
    const held = this.#held;
    this.#held = [];
    this.#state = state;
    for (const field of held) this.take(field);
  }
}

/** Fields, one after the other -> a number of 53 bits that other fields do not give. */
class MessageDigest {
  #high = 0;
  #low = 0;
  characters = 0;

  add({ tag, lines }: Field): void {
    this.#mix(fnv1a(tag));
    for (const line of lines) {
      this.#mix(fnv1a(line));
      this.characters += line.length;
    }
  }

  #mix(hash: number): void {
    this.#high = (Math.imul(this.#high, 0x9e3779b1) + hash) | 0;
    this.#low = (Math.imul(this.#low ^ hash, 0x85ebca6b) + this.characters) | 0;
  }

  get value(): number { return (this.#high >>> 0) * 0x200000 + (this.#low >>> 11); }
}
