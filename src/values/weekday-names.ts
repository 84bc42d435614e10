/** Weekday names as banks write them before a date: English, Nordic, German, Dutch, French, Spanish, Italian, Portuguese, Polish, Czech. */
const NAMES = new Set((
  'mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday ' +
  'man tir tirs ons tor tors fre lor son mandag tirsdag onsdag torsdag fredag lordag sondag tis mandag tisdag lor son ' +
  'ma ti ke to pe la su maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai ' +
  'mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag ' +
  'wo vr za zo maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ' +
  'lun mar mer jeu ven sam dim lundi mardi mercredi jeudi vendredi samedi dimanche ' +
  'mie jue vie sab dom lunes martes miercoles jueves viernes sabado domingo ' +
  'gio lunedi martedi mercoledi giovedi venerdi domenica seg ter qua qui sex segunda terca quarta quinta sexta ' +
  'pn pon wt sr czw pt sob nd poniedzialek wtorek sroda czwartek piatek sobota niedziela po ut st ct pa ne pondeli utery streda ctvrtek patek nedele'
).split(' '));

/** A word in any case, with or without accents -> true for a weekday or its short form. */
export const isWeekday = (word: string): boolean => NAMES.has(word.normalize('NFD').replace(/\p{M}+/gu, '').toLowerCase().replaceAll('\u00f8', 'o').replaceAll('\u0142', 'l'));
