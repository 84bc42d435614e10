/** What undoing or redoing does, phrase by phrase, in both languages, before it has happened and after. Names and amounts come ready from outside: not inert. */
import { monthText } from '../format/day.ts';
import type { Locale } from '../format/money.ts';
import type { Turned } from '../insight/undo-effect.ts';
import type { Step } from '../read-model/rows.ts';
import type { Month } from '../values/day.ts';
import { counted, plural } from './phrases.ts';
import { stepWords } from './transaction-story.ts';

type Change = Turned<unknown>['change'];

export interface EffectPhrases {
  readonly goes: (count: number) => string;
  readonly comes: (count: number) => string;
  readonly changes: (count: number) => string;
  readonly more: (count: number) => string;
  readonly nothing: string;
  readonly doubts: (before: number, after: number) => string;
  readonly out: (amount: string) => string;
  readonly in: (amount: string) => string;
  readonly text: (arrow: string, text: string) => string;
  readonly by: (category: string, step: Step) => string;
  readonly split: (parts: number) => string;
  readonly whole: string;
  readonly note: (text: string) => string;
  readonly noNote: string;
  readonly transfer: string;
  readonly noTransfer: string;
  readonly details: string;
  readonly ownCategories: (count: number) => string;
  readonly ownSplits: (count: number) => string;
  readonly ownNotes: (count: number) => string;
  readonly ownTransfers: (count: number) => string;
  readonly orphaned: (what: string) => string;
  readonly account: (name: string, change: Change) => string;
  readonly rule: (id: string, category: string, conditions: string, change: Change) => string;
  readonly category: (label: string, change: Change) => string;
  readonly budget: (target: string, from: Month, amount: string | undefined, change: Change) => string;
  readonly merchant: (key: string, category: string, change: Change) => string;
  readonly layout: (name: string, change: Change) => string;
  /** How many more there are of rules, budgets and the like than are shown. */
  readonly listed: (count: number) => string;
}

function english(done: boolean): EffectPhrases {
  const will = (future: string, past: string): string => (done ? past : future);
  const verb = (change: Change): string => ({ gone: will('goes away', 'went away'), back: will('comes back', 'came back'), changed: will('changes', 'changed') })[change];
  const counting = (one: string, many: string, past: string) => (count: number): string => `${counted(count, 'transaction', 'en')} ${will(count === 1 ? one : many, past)}`;
  return {
    goes: counting('goes away', 'go away', 'went away'), comes: counting('comes back', 'come back', 'came back'), changes: counting('changes', 'change', 'changed'),
    more: (count) => `and ${count} more`, nothing: 'Nothing that counts changes by it.', doubts: (before, after) => `Open questions in ft review: ${before} before, ${after} after.`,
    out: (amount) => `${amount} out`, in: (amount) => `${amount} in`, text: (arrow, text) => `text ${arrow} "${text}"`, by: (category, step) => `${category}, by ${step}`,
    split: (parts) => `split in ${parts}`, whole: 'whole again', note: (text) => `note "${text}"`, noNote: 'without its note', transfer: 'a transfer', noTransfer: 'no longer a transfer', details: 'details',
    ownCategories: (count) => plural(count, 'category of your own choice', 'categories of your own choice'), ownSplits: (count) => plural(count, 'split'), ownNotes: (count) => plural(count, 'note'),
    ownTransfers: (count) => plural(count, 'transfer you linked', 'transfers you linked'),
    orphaned: (what) => `With them ${will('goes', 'went')} what you put on them since: ${what}. It is kept, and comes back with them.`,
    account: (name, change) => `The account ${name} ${verb(change)}.`, rule: (id, category, conditions, change) => `The rule ${id} (${category} when ${conditions}) ${verb(change)}.`,
    category: (label, change) => `The category ${label} ${verb(change)}.`, budget: (target, from, amount, change) => `The budget of ${target} from ${from} (${amount ?? 'none'}) ${verb(change)}.`,
    merchant: (key, category, change) => `That "${key}" is ${category} ${change === 'gone' ? will('is forgotten', 'was forgotten') : change === 'back' ? 'is remembered' : verb(change)}.`,
    layout: (name, change) => `The layout ${name} ${verb(change)}.`, listed: (count) => `… and ${count} more; --json lists them.`,
  };
}

function norwegian(done: boolean): EffectPhrases {
  const will = (future: string, past: string): string => (done ? past : future);
  const verb = (change: Change): string => ({ gone: will('forsvinner', 'forsvant'), back: will('kommer tilbake', 'kom tilbake'), changed: will('endres', 'ble endret') })[change];
  const counting = (change: Change) => (count: number): string => `${counted(count, 'transaction', 'nb')} ${verb(change)}`;
  return {
    goes: counting('gone'), comes: counting('back'), changes: counting('changed'),
    more: (count) => `og ${count} til`, nothing: 'Ingenting som teller endres av det.', doubts: (before, after) => `Åpne spørsmål i gjennomgangen: ${before} før, ${after} etter.`,
    out: (amount) => `${amount} ut`, in: (amount) => `${amount} inn`, text: (arrow, text) => `tekst ${arrow} «${text}»`, by: (category, step) => `${category}, ut fra ${stepWords(step, 'nb')}`,
    split: (parts) => `delt i ${parts}`, whole: 'hel igjen', note: (text) => `notat «${text}»`, noNote: 'uten notatet', transfer: 'en overføring', noTransfer: 'ikke lenger en overføring', details: 'detaljer',
    ownCategories: (count) => plural(count, 'kategori du har valgt selv', 'kategorier du har valgt selv'), ownSplits: (count) => plural(count, 'oppdeling', 'oppdelinger'),
    ownNotes: (count) => plural(count, 'notat', 'notater'), ownTransfers: (count) => plural(count, 'overføring du har koblet', 'overføringer du har koblet'),
    orphaned: (what) => `Med dem ${will('forsvinner', 'forsvant')} det du har gjort med dem siden: ${what}. Det blir tatt vare på, og kommer tilbake med dem.`,
    account: (name, change) => `Kontoen ${name} ${verb(change)}.`, rule: (id, category, conditions, change) => `Regelen ${id} (${category} når ${conditions}) ${verb(change)}.`,
    category: (label, change) => `Kategorien ${label} ${verb(change)}.`, budget: (target, from, amount, change) => `Budsjettet for ${target} fra ${monthText(from, 'nb')} (${amount ?? 'ingen'}) ${verb(change)}.`,
    merchant: (key, category, change) => `At «${key}» er ${category} ${change === 'gone' ? will('blir glemt', 'ble glemt') : change === 'back' ? will('blir husket', 'ble husket') : verb(change)}.`,
    layout: (name, change) => `Oppsettet ${name} ${verb(change)}.`, listed: (count) => `… og ${count} til; --json viser dem.`,
  };
}

/** Language, and whether it has happened -> the phrases. */
export const effectPhrases = (language: Locale, done: boolean): EffectPhrases => (language === 'nb' ? norwegian(done) : english(done));
