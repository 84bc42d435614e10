/** Month names as banks write them: English, Norwegian, Swedish, Danish, Finnish, German, French, Dutch, Spanish, Italian, Afrikaans. */
const NAMES = [
  'january february march april may june july august september october november december',
  'januar februar mars april mai juni juli august september oktober november desember',
  'januari februari mars april maj juni juli augusti september oktober november december',
  'januar februar marts april maj juni juli august september oktober november december',
  'tammikuu helmikuu maaliskuu huhtikuu toukokuu kesakuu heinakuu elokuu syyskuu lokakuu marraskuu joulukuu',
  'januar februar marz april mai juni juli august september oktober november dezember',
  'janner feber maerz april mai juni juli august september oktober november dezember',
  'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre',
  'januari februari maart april mei juni juli augustus september oktober november december',
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
  'januarie februarie maart april mei junie julie augustus september oktober november desember',
];
/** Short forms that are no beginning of the full name, or that two languages read differently (the commoner month stands). */
const SHORT: Record<string, number> = { mrt: 3, mrz: 3, mar: 3, mars: 3, set: 9, sept: 9 };

const full = new Map<string, number>();
for (const line of NAMES) line.split(' ').forEach((name, index) => full.set(name, index + 1));

const known = new Map<string, number | undefined>();

/** Month name or its short form (three letters or more, any case, accents folded, with or without a point) -> 1-12, or undefined. */
export function monthFromName(text: string): number | undefined {
  if (known.has(text)) return known.get(text);
  const month = lookUp(text);
  if (known.size < 1000) known.set(text, month);
  return month;
}

function lookUp(text: string): number | undefined {
  const word = text.normalize('NFD').replace(/\p{M}+/gu, '').toLowerCase().replace(/\.$/, '').replace(/(?<=kuu)ta$/, '');
  const exact = full.get(word) ?? SHORT[word];
  if (exact !== undefined || word.length < 3) return exact;
  const months = new Set<number>();
  for (const [name, month] of full) if (name.startsWith(word)) months.add(month);
  return months.size === 1 ? [...months][0] : undefined;
}
