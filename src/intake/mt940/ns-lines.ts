/** `:NS:`: what German banks' software wrote for bookkeeping before numbered `:86:` fields, and Hungarian banks still write: lines that begin with two digits. */
import { type Information, parts, told } from './information.ts';

/** Lines of an entry's `:NS:` -> what they tell: 01 to 14 remittance information, 15 and 16 the other side's name, 17 the posting text, 33 and 34 its bank and account. */
export function nsLines(lines: readonly string[]): Information {
  const values = new Map<string, string>();
  for (const line of lines) if (/^\d\d/.test(line) && !values.has(line.slice(0, 2))) values.set(line.slice(0, 2), line.slice(2));
  const remittance = Array.from({ length: 14 }, (_, index) => values.get(String(index + 1).padStart(2, '0')));
  const first = values.get('15') ?? '';
  const posting = values.get('17')?.trim();
  return told({
    description: parts([remittance.map((line) => line?.trim() ?? '').filter(Boolean).join(' ').replace(/ {2,}/g, ' ')]),
    counterparty: `${first}${first.length < 27 && values.has('16') ? ' ' : ''}${values.get('16') ?? ''}`.trim(),
    counterpartyAccount: values.get('34')?.trim(), type: posting && /\p{L}{3}/u.test(posting) ? posting : undefined,
  });
}
