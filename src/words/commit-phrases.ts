/** What commits did, phrase by phrase, in both languages. Names, texts and amounts come ready from outside: not inert. */
import { dayText, monthText } from '../format/day.ts';
import type { Locale } from '../format/money.ts';
import type { Day, Month } from '../values/day.ts';
import { type Noun, counted } from './phrases.ts';

export interface CommitPhrases {
  readonly tookBack: (commit: string) => string;
  readonly broughtBack: (commit: string) => string;
  readonly imported: (rows: number, from: string, into: string) => string;
  readonly aFile: string;
  readonly more: (count: number) => string;
  readonly settled: (count: number) => string;
  readonly added: (names: string) => string;
  readonly one: (what: string, account: string) => string;
  readonly categorized: (count: number) => string;
  readonly choiceTakenBack: (count: number) => string;
  readonly putIn: (count: number, category: string) => string;
  readonly labelled: (count: number) => string;
  readonly split: (id: string, parts: number) => string;
  readonly whole: (id: string) => string;
  readonly noted: (note: string, id: string) => string;
  readonly noteTaken: (id: string) => string;
  readonly opened: (names: string) => string;
  readonly accountRenamed: (name: string) => string;
  readonly held: (account: string, balance: string, day: Day) => string;
  readonly numbered: (names: string) => string;
  readonly closed: (names: string) => string;
  readonly reopened: (names: string) => string;
  readonly linked: (count: number) => string;
  readonly parted: (count: number) => string;
  readonly rulesAdded: (count: number) => string;
  readonly ruleAdded: (category: string, conditions: string) => string;
  readonly ruleRemoved: (ids: string) => string;
  readonly renamed: (id: string, label: string) => string;
  readonly categoryAdded: (labels: string) => string;
  readonly forgot: (merchants: string) => string;
  readonly quoted: (text: string) => string;
  readonly budgetSet: (what: string, amount: string, from: Month) => string;
  readonly budgetEnded: (what: string, from: Month) => string;
  readonly layoutSaved: (names: string) => string;
  readonly minor: (amount: number) => string;
  readonly events: (command: string, count: number) => string;
}

const en = (count: number, noun: Noun): string => counted(count, noun, 'en');
const nb = (count: number, noun: Noun): string => counted(count, noun, 'nb');

const ENGLISH: CommitPhrases = {
  tookBack: (commit) => `took back ${commit}`, broughtBack: (commit) => `brought back ${commit}`,
  imported: (rows, from, into) => `imported ${en(rows, 'row')} from ${from} into ${into}`, aFile: 'a file', more: (count) => `${count} more`,
  settled: (count) => `settled ${en(count, 'doubtful row')}`, added: (names) => `added ${names}`, one: (what, account) => `${what} in ${account}`,
  categorized: (count) => `categorized ${en(count, 'transaction')}`, choiceTakenBack: (count) => `took back the choice on ${en(count, 'transaction')}`,
  putIn: (count, category) => `put ${en(count, 'transaction')} in ${category}`, labelled: (count) => `labelled ${en(count, 'transaction')} anew`,
  split: (id, parts) => `split ${id} in ${parts}`, whole: (id) => `made ${id} whole`, noted: (note, id) => `noted "${note}" on ${id}`, noteTaken: (id) => `took the note from ${id}`,
  opened: (names) => `opened ${names}`, accountRenamed: (name) => `renamed an account to ${name}`, held: (account, balance, day) => `said that ${account} held ${balance} on ${day}`,
  numbered: (names) => `numbered ${names}`, closed: (names) => `closed ${names}`, reopened: (names) => `reopened ${names}`,
  linked: (count) => `linked ${en(count, 'transfer')}`, parted: (count) => `parted ${en(count, 'transfer')}`,
  rulesAdded: (count) => `added ${en(count, 'rule')}`, ruleAdded: (category, conditions) => `added the rule: ${category} when ${conditions}`, ruleRemoved: (ids) => `removed the rule ${ids}`,
  renamed: (id, label) => `renamed ${id} to ${label}`, categoryAdded: (labels) => `added the category ${labels}`, forgot: (merchants) => `forgot ${merchants}`, quoted: (text) => `"${text}"`,
  budgetSet: (what, amount, from) => `set the budget of ${what} to ${amount} from ${from}`, budgetEnded: (what, from) => `ended the budget of ${what} from ${from}`,
  layoutSaved: (names) => `saved the layout ${names}`, minor: (amount) => `${amount} minor units`, events: (command, count) => `${command} (${en(count, 'event')})`,
};

const NORWEGIAN: CommitPhrases = {
  tookBack: (commit) => `angret ${commit}`, broughtBack: (commit) => `hentet tilbake ${commit}`,
  imported: (rows, from, into) => `importerte ${nb(rows, 'row')} fra ${from} til ${into}`, aFile: 'en fil', more: (count) => `${count} til`,
  settled: (count) => `avklarte ${nb(count, 'doubtful row')}`, added: (names) => `la til ${names}`, one: (what, account) => `${what} i ${account}`,
  categorized: (count) => `kategoriserte ${nb(count, 'transaction')}`, choiceTakenBack: (count) => `trakk tilbake valget for ${nb(count, 'transaction')}`,
  putIn: (count, category) => `la ${nb(count, 'transaction')} i ${category}`, labelled: (count) => `kategoriserte ${nb(count, 'transaction')} på nytt`,
  split: (id, parts) => `delte ${id} i ${parts}`, whole: (id) => `slo sammen delene av ${id}`, noted: (note, id) => `noterte «${note}» på ${id}`, noteTaken: (id) => `fjernet notatet fra ${id}`,
  opened: (names) => `åpnet ${names}`, accountRenamed: (name) => `ga en konto navnet ${name}`, held: (account, balance, day) => `oppga at ${account} hadde ${balance} den ${dayText(day, 'nb')}`,
  numbered: (names) => `ga kontonummer til ${names}`, closed: (names) => `avsluttet ${names}`, reopened: (names) => `gjenåpnet ${names}`,
  linked: (count) => `koblet ${nb(count, 'transfer')}`, parted: (count) => `koblet fra ${nb(count, 'transfer')}`,
  rulesAdded: (count) => `la til ${nb(count, 'rule')}`, ruleAdded: (category, conditions) => `la til regelen: ${category} når ${conditions}`, ruleRemoved: (ids) => `fjernet regelen ${ids}`,
  renamed: (id, label) => `ga ${id} navnet ${label}`, categoryAdded: (labels) => `la til kategorien ${labels}`, forgot: (merchants) => `glemte ${merchants}`, quoted: (text) => `«${text}»`,
  budgetSet: (what, amount, from) => `satte budsjettet for ${what} til ${amount} fra ${monthText(from, 'nb')}`, budgetEnded: (what, from) => `avsluttet budsjettet for ${what} fra ${monthText(from, 'nb')}`,
  layoutSaved: (names) => `lagret oppsettet ${names}`, minor: (amount) => `${amount} i minste enhet`, events: (command, count) => `${command} (${nb(count, 'event')})`,
};

/** Language -> its phrases. */
export const commitPhrases: Readonly<Record<Locale, CommitPhrases>> = { en: ENGLISH, nb: NORWEGIAN };
