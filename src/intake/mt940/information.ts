/** What the bank tells of an entry below it, in whichever way it is written, and what all these ways share. */

export interface Information {
  readonly description: string;
  readonly counterparty?: string;
  readonly counterpartyAccount?: string;
  readonly type?: string;
  /** Three digits before the numbered fields: the Geschäftsvorfallcode, where the bank is German. */
  readonly businessCode?: string;
  readonly purpose?: string;
  readonly endToEndId?: string;
  readonly mandateId?: string;
  readonly creditorReference?: string;
}

/** Column at which banks wrap a text, where nothing shows another. */
const WRAP = 65;

/**
 * Lines -> one text. A line as wide as the widest, and at least nearly as wide as a field may be, was wrapped inside a word
 * or behind one; what is shorter ended by itself, or lost a blank at its end.
 */
export function unwrapped(lines: readonly string[]): string {
  if (lines.length === 1) return lines[0]!.trim();
  let width = 0;
  for (const line of lines) width = Math.max(width, line.length);
  let text = '';
  for (const [index, line] of lines.entries()) {
    text += line;
    const next = lines[index + 1];
    if (next !== undefined && !((line.length === width && width >= WRAP - 5) || line.endsWith(' ') || /^[ /]/.test(next))) text += ' ';
  }
  return text.trim();
}

/** Text without the sign and the blanks around it. By hand: a pattern for the end of a text takes quadratic time on a run of them inside. */
export function without(sign: string, text: string): string {
  let [begin, end] = [0, text.length];
  const isOuter = (at: number): boolean => text[at] === sign || text.charCodeAt(at) <= 32;
  while (begin < end && isOuter(begin)) begin++;
  while (end > begin && isOuter(end - 1)) end--;
  return text.slice(begin, end);
}

/** What stands for no reference at all. */
const NONE = /^(?:NOTPROVIDED|NOT PROVIDED|NONREF|NICHT ANGEGEBEN|NIET OPGEGEVEN)$/i;

/** An identification, without the blanks of wrapping around it; undefined where it stands for none. */
export function identification(text: string | undefined): string | undefined {
  const id = text?.trim();
  return id === undefined || id === '' || NONE.test(id) ? undefined : id;
}

/** Information without the members that are empty. */
export function told(found: { readonly [K in keyof Information]?: Information[K] | undefined }): Information {
  const information: Record<string, string> & { description: string } = { description: found.description ?? '' };
  for (const name in found) {
    const value = found[name as keyof Information];
    if (value !== undefined && value !== '') information[name] = value;
  }
  return information;
}

/** Parts of a description, those that say something, each once. */
export function parts(texts: readonly (string | undefined)[]): string {
  const said: string[] = [];
  for (const text of texts) {
    const part = text?.trim() ?? '';
    if (part !== '' && !said.includes(part)) said.push(part);
  }
  return said.length === 1 ? said[0]! : said.join(' · ');
}
