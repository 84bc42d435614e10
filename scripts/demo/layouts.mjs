/** How the three banks' files write a row. Layout facts: column names, quoting, marks, order; texts are the demo's own. */

/** Øre -> `1249,00`, with a thousands mark where the bank sets one. */
const decimal = (amount, thousands = '') => {
  const digits = Math.abs(amount).toString().padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, thousands);
  return `${amount < 0 ? '-' : ''}${whole},${digits.slice(-2)}`;
};
/** `YYYY-MM-DD` -> `DD.MM.YYYY`. */
const dotted = (day) => day.split('-').reverse().join('.');
const newestFirst = (rows) => [...rows].reverse();

/** DNB: BOM, CRLF, all quoted, two unsigned columns, a blank between thousands, newest first. */
export const dnb = (rows) => '\ufeff' + ['"Dato";"Forklaring";"Rentedato";"Ut fra konto";"Inn på konto"',
  ...newestFirst(rows).map(({ day, text, amount }) =>
    [dotted(day), text, dotted(day), amount < 0 ? decimal(-amount, ' ') : '', amount < 0 ? '' : decimal(amount, ' ')].map((cell) => `"${cell}"`).join(';')),
].join('\r\n') + '\r\n';

/** SpareBank 1: BOM, a bare header that ends in `;`, the out column already negative, own account by direction, newest first. */
export const sparebank1 = (number) => (rows) => '\ufeff' + ['Dato;Beskrivelse;Rentedato;Inn;Ut;Til konto;Fra konto;',
  ...newestFirst(rows).map(({ day, text, amount, other = '' }) => {
    const quoted = (cell) => (cell === '' ? '' : `"${cell}"`);
    return [dotted(day), text, '', amount < 0 ? '' : decimal(amount), amount < 0 ? decimal(amount) : '', amount < 0 ? other : number, amount < 0 ? number : other, ''].map(quoted).join(';');
  }),
].join('\n') + '\n';

/** SpareBank 1 credit card: ISO dates, one signed column, purchase and posting day, oldest first. */
export const sparebank1Card = (rows) => ['Kjøpsdato;Posteringsdato;Beskrivelse;Beløp',
  ...rows.map(({ bought, day, text, amount }) => [bought, day, text, decimal(amount)].join(';')),
].join('\n') + '\n';
