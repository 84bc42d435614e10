/** A bounded cache of a pure function of a text: bank texts repeat, and deriving from one costs more than looking it up. */

/**
 * `derive`, remembered for the texts seen lately. Holds between `size` and 2 x `size` answers: two generations, of which
 * the elder is dropped when the younger is full, so memory stays flat over any number of distinct texts.
 */
export function memoised<T>(derive: (text: string) => T, size = 10_000): (text: string) => T {
  let young = new Map<string, T>();
  let elder = new Map<string, T>();
  return (text) => {
    let value = young.get(text);
    if (value !== undefined || young.has(text)) return value as T;
    value = elder.has(text) ? (elder.get(text) as T) : derive(text);
    if (young.size >= size) {
      elder = young;
      young = new Map();
    }
    young.set(text, value);
    return value;
  };
}
