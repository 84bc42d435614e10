/**
 * `node scripts/demo/generate.mjs`: writes fixtures/demo/*.csv and demo.json, a year of a household over three accounts at two
 * banks. Seeded: the same source gives the same bytes, which a test holds it to.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ACCOUNTS, BUDGETS, CARD_EVENTS, EVENTS, HOLIDAY, MONTHLY, OTHER_RULES, PEOPLE, SHOPS, SUBSCRIPTIONS, WEB_SHOPS, YEAR } from './household.mjs';
import { dnb, sparebank1, sparebank1Card } from './layouts.mjs';
import { dice } from '../dice.mjs';

const CARD = '4821';
const FOLDER = fileURLToPath(new URL('../../fixtures/demo', import.meta.url));

const roll = dice(20250101);
const between = (low, high) => Math.floor(low + (high - low + 1) * roll());
const oneOf = (list) => list[between(0, list.length - 1)];
/** So many visits on average: 1.3 is one, and now and then two. */
const visitsOf = (average) => Math.floor(average) + (roll() < average % 1 ? 1 : 0);
/** Small purchases are common, large ones rare; kroner and some øre. */
const price = ({ low, high }) => Math.round((low + (high - low) * Math.min(roll(), roll())) / 10) * 10;

const daysIn = (month) => new Date(Date.UTC(YEAR, month, 0)).getUTCDate();
const iso = (time) => new Date(time).toISOString().slice(0, 10);
const timeOf = (month, day) => Date.UTC(YEAR, month - 1, day);
const DAY = 86_400_000;
const CLOSED = new Set(['01-01', '05-01', '05-17', '12-25', '12-26'].map((day) => `${YEAR}-${day}`));
/** The bank day at or after (`step` 1) or at or before (-1) a day of a month; the year's last one where there is none after. */
function bankDay(month, day, step = 1) {
  for (let time = timeOf(month, Math.min(day, daysIn(month))); ; time += step * DAY) {
    if (iso(time) > `${YEAR}-12-31`) return bankDay(12, 31, -1);
    if (![0, 6].includes(new Date(time).getUTCDay()) && !CLOSED.has(iso(time))) return iso(time);
  }
}
/** A day of the month on which shops are open. */
function shopDay(month) {
  const day = between(1, daysIn(month));
  return CLOSED.has(iso(timeOf(month, day))) ? shopDay(month) : day;
}
const two = (value) => `${value}`.padStart(2, '0');
const clockTime = () => `${two(between(8, 21))}.${two(between(0, 59))}`;

const current = [];
const savings = [];
const card = [];

function currentAccount(month) {
  for (const { day, text, amount, early } of MONTHLY) if (amount(month) !== 0) current.push({ day: bankDay(month, day, early ? -1 : 1), text, amount: amount(month) });
  for (const shop of SHOPS)
    for (let visit = visitsOf(shop.visits * (month === 7 ? 0.5 : 1)); visit > 0; visit--) {
      const bought = shopDay(month);
      current.push({ day: bankDay(month, bought), text: `Varekjøp ${oneOf(shop.texts)} Dato ${two(bought)}.${two(month)} kl. ${clockTime()}`, amount: -price(shop) });
    }
  for (let times = between(3, 5); times > 0; times--) {
    const day = bankDay(month, between(1, daysIn(month)));
    const amount = between(5, 60) * 1000;
    current.push({ day, text: `Overføring  ${oneOf(PEOPLE)} Tpp: Vipps`, amount: roll() < 0.35 ? amount : -amount });
  }
  for (const [m, day, text, amount] of EVENTS) if (m === month) current.push({ day: bankDay(m, day), text, amount });
}

/** One row out of one own account and one into another, a bank day apart when the weekend wills it. */
function ownTransfers(month) {
  const { number } = ACCOUNTS.savings;
  const save = month === 12 ? 300_000 : month === 6 ? 1_200_000 : 500_000;
  const day = bankDay(month, 26, -1);
  current.push({ day, text: `Overføring Egne Konti  ${number} Sparekonto`, amount: -save });
  savings.push({ day, text: 'Fra Brukskonto', amount: save, other: ACCOUNTS.current.number });
  if ([3, 7, 11].includes(month)) {
    const back = { 3: 600_000, 7: 1_500_000, 11: 700_000 }[month];
    savings.push({ day: bankDay(month, 4), text: 'Overføring til Brukskonto', amount: -back, other: ACCOUNTS.current.number });
    current.push({ day: bankDay(month, 5), text: `Overføring Innland  ${number} Fra Sparekonto`, amount: back });
  }
  if (month % 3 === 0) savings.push({ day: bankDay(month, 31, -1), text: 'KREDITRENTER', amount: 48_000 + month * 1_250 + between(0, 99) });
  savings.push({ day: bankDay(month, 10), text: 'BSU Ingrid fast sparing', amount: -100_000, other: '98765432111' });
}

const kroner = (amount) => `${Math.trunc(Math.abs(amount) / 100)}.${two(Math.abs(amount) % 100)}`;

function creditCard(month) {
  const buy = (day, what, amount, foreign) => {
    const bought = timeOf(month, day);
    const posted = bankDay(month, day + 1 > daysIn(month) ? day : day + 1);
    const paid = foreign ? `${foreign.currency} ${kroner(foreign.amount)} ${what} Kurs: ${foreign.rate.toFixed(4)}` : `NOK ${kroner(amount)} ${what} Kurs: 1.0000`;
    card.push({ bought: iso(bought), day: posted, text: `*${CARD} ${two(day)}.${two(month)} ${paid}`, amount: -amount });
  };
  for (const { day, text, amount } of SUBSCRIPTIONS) if (amount(month) !== 0) buy(day, text, amount(month));
  for (const shop of WEB_SHOPS)
    for (let visit = visitsOf(shop.visits); visit > 0; visit--) buy(between(1, daysIn(month) - 2), oneOf(shop.texts), price(shop));
  for (const [m, day, text, amount] of CARD_EVENTS) if (m === month) buy(day, text, amount);
  if (month === HOLIDAY.month)
    for (const [day, text, amount] of HOLIDAY.spent) {
      const rate = HOLIDAY.rate + (day % 4) * 0.0125;
      buy(day, text, Math.round(amount * rate), { currency: HOLIDAY.currency, amount, rate });
    }
}

/** The card's debt at a month's end is paid by AvtaleGiro on the 20th of the next. */
function payCard() {
  let debt = ACCOUNTS.card.opening;
  for (let month = 1; month <= 12; month++) {
    const paid = -debt;
    current.push({ day: bankDay(month, 20), text: 'AvtaleGiro  SPAREBANK 1 KREDITT Kredittkort', amount: -paid });
    card.push({ bought: bankDay(month, 20), day: bankDay(month, 20), text: 'Innbetaling AvtaleGiro', amount: paid });
    const isMonth = ({ day, text }) => Number(day.slice(5, 7)) === month && !text.startsWith('Innbetaling');
    debt += paid + card.filter(isMonth).reduce((total, { amount }) => total + amount, 0);
  }
}

for (let month = 1; month <= 12; month++) {
  currentAccount(month);
  ownTransfers(month);
  creditCard(month);
}
payCard();
const byDay = (a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0);
for (const rows of [current, savings, card]) rows.sort(byDay);

const rules = [...MONTHLY, ...SHOPS, ...SUBSCRIPTIONS, ...WEB_SHOPS, ...OTHER_RULES]
  .flatMap(({ rules: texts = [], category }) => texts.map((text) => ({ text, category })));
const demo = {
  currency: 'NOK',
  accounts: Object.values(ACCOUNTS).map(({ file, name, number, opening }) => ({ file, name, ...(number ? { number } : {}), opening: { balance: opening, day: `${YEAR - 1}-12-31` } })),
  rules,
  budgets: BUDGETS.map(({ kind, target, amount, rollover }) => ({ kind, target, amount, from: `${YEAR}-01`, rollover })),
};

const out = process.argv[2] ?? FOLDER;
mkdirSync(out, { recursive: true });
const write = (name, text) => writeFileSync(join(out, name), text);
write(ACCOUNTS.current.file, dnb(current));
write(ACCOUNTS.savings.file, sparebank1(ACCOUNTS.savings.number)(savings));
write(ACCOUNTS.card.file, sparebank1Card(card));
const lines = (items) => `[\n${items.map((item) => `    ${JSON.stringify(item)}`).join(',\n')}\n  ]`;
write('demo.json', `{\n  "today": "${YEAR}-12-31",\n  "currency": "NOK",\n  "accounts": ${lines(demo.accounts)},\n  "rules": ${lines(demo.rules)},\n  "budgets": ${lines(demo.budgets)}\n}\n`);
const sum = (rows) => rows.reduce((total, { amount }) => total + amount, 0);
process.stdout.write(`${current.length} + ${savings.length} + ${card.length} rows, ${demo.rules.length} rules; net ${sum(current) / 100} + ${sum(savings) / 100} + ${sum(card) / 100}\n`);
