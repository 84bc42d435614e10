/**
 * JSON that is also safe to look at: what JSON.stringify leaves raw but a terminal would act on (DEL, C1 controls, bidi
 * and other format characters, line separators) is written as \uXXXX. It parses to exactly the same value.
 */
const RAW_BUT_ACTIVE = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;

const escaped = (character: string): string =>
  Array.from({ length: character.length }, (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`).join('');

/** Any JSON value -> text. `indent` 2 for people, 0 (default) for one line. */
export const jsonText = (value: unknown, indent = 0): string =>
  JSON.stringify(value, null, indent).replace(RAW_BUT_ACTIVE, escaped);

/** As `jsonLists`, with one list. */
export const jsonDocument = (head: Readonly<Record<string, unknown>>, key: string, records: Iterable<unknown>): Generator<string, void, undefined> => jsonLists(head, [[key, records]]);

/**
 * One JSON object written piece by piece, so that a million records need no memory: the members of `head`, then each list
 * with its records, one to a line. The pieces joined are one JSON document ending in a newline.
 */
export function* jsonLists(head: Readonly<Record<string, unknown>>, lists: Iterable<readonly [key: string, records: Iterable<unknown>]>): Generator<string, void, undefined> {
  let opening = '{\n';
  for (const [name, value] of Object.entries(head)) opening += `${jsonText(name)}:${jsonText(value)},\n`;
  for (const [key, records] of lists) {
    yield `${opening}${jsonText(key)}:[`;
    let separator = '\n';
    for (const record of records) {
      yield separator + jsonText(record);
      separator = ',\n';
    }
    opening = '\n],\n';
  }
  yield '\n]}\n';
}

/** Records -> one JSON array written piece by piece, one record to a line, ending in a newline. */
export function* jsonArray(records: Iterable<unknown>): Generator<string, void, undefined> {
  let separator = '[';
  for (const record of records) {
    yield `${separator}\n${jsonText(record)}`;
    separator = ',';
  }
  yield separator === '[' ? '[]\n' : '\n]\n';
}
