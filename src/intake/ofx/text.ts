/** The texts of an OFX transaction -> counterparty and description, each said once. */

/** Characters that NAME holds at most: what is longer goes on in MEMO. */
const NAME_LENGTH = 32;

/** NAME and MEMO -> description: a MEMO that repeats NAME stands alone, one that goes on in the middle of a word is joined to it, any other is a part of its own. */
export function described(name: string, memo: string): string {
  if (memo === '' || name === '') return name || memo;
  if (name.length <= memo.length ? startsLike(memo, name) : startsLike(name, memo)) return name.length <= memo.length ? memo : name;
  return goesOn(name, memo) ? name + memo : `${name} · ${memo}`;
}

/** True when the text begins with the other, whatever the case. */
function startsLike(text: string, start: string): boolean {
  return text.startsWith(start) || text.slice(0, start.length).toLowerCase() === start.toLowerCase();
}

/** A NAME that is full and a MEMO that begins with a small letter, both in the middle of a word. */
const goesOn = (name: string, memo: string): boolean => name.length === NAME_LENGTH && /\p{Ll}$/u.test(name) && /^\p{Ll}/u.test(memo);
