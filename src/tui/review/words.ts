/** What the review says, in both languages. */
import { counted } from '../../words/phrases.ts';
import { both } from '../phrases.ts';

export const reviewWords = both({
  en: {
    transactions: (count: number): string => counted(count, 'transaction', 'en'),
    place: (at: number, of: number): string => `${at} of ${of}`, settled: (count: number, transactions: string): string => `settled ${count} (${transactions})`, writing: (count: number): string => `writing ${count}`,
    looking: 'Looking for what waits', nothing: 'Nothing waits for you.', nothingMore: 'What is labelled is sure, what could be doubted is settled. New questions come with the next import.',
    past: 'Questions are asked about the present only; g p returns to it.', couldNot: 'What waits could not be looked up.', again: 'Leave the screen and come back to try again.',
    queue: 'What waits', more: (count: number): string => `and ${count} more`, latest: (day: string): string => `latest ${day}`,
    labelled: (label: string, sure: string): string => `labelled ${label}, sure to ${sure}`, nobody: 'no category yet', notWritten: 'Not written. Answer it again.',
    keeps: (label: string): string => `keep ${label}`, takes: (label: string): string => `take ${label}`, any: 'any other category', anyOnly: 'choose a category: nobody has a view',
    follow: (count: string): string => `Your answer settles ${count}`, followOne: 'Your answer settles this one', remembers: (key: string): string => `and "${key}" is remembered for what comes`, namesNobody: 'Only these: the text names nobody, so nothing is remembered.',
    doubt: 'Known already?', same: 'the same as', isNew: 'a transaction of its own', transfer: 'A transfer between your accounts?', transferShort: 'A transfer?', link: 'yes, a transfer', unlink: 'no, two things of their own',
    arrived: (day: string): string => `arrived ${day}`, otherHalves: (count: number): string => `${count} other ${count === 1 ? 'row' : 'rows'} might be the other half as well.`, from: 'from', to: 'to',
    choose: (name: string): string => `Category of ${name}`, noSuggestion: 'No such suggestion here; / chooses among all categories.', onlyQuestions: 'y and n answer doubtful rows and transfers; Enter, a digit or / chooses a category.', last: 'That was the last; b goes back, Tab to the next screen.',
    stillWriting: (count: number): string => `${count} ${count === 1 ? 'answer is' : 'answers are'} still being written. Press again to leave without ${count === 1 ? 'it' : 'them'}.`, takenBack: (name: string): string => `Taken back: ${name}`, moved: (name: string, transactions: string): string => `${name}: ${transactions} of the same name had another category and moved too. u takes it back.`,
  },
  nb: {
    transactions: (count: number): string => counted(count, 'transaction', 'nb'),
    place: (at: number, of: number): string => `${at} av ${of}`, settled: (count: number, transactions: string): string => `avgjort ${count} (${transactions})`, writing: (count: number): string => `skriver ${count}`,
    looking: 'Ser etter hva som venter', nothing: 'Ingenting venter på deg.', nothingMore: 'Det som har en kategori, er sikkert, og tvil er avgjort. Nye spørsmål kommer med neste import.',
    past: 'Det spørres bare om nåtiden; g p går tilbake til den.', couldNot: 'Det gikk ikke å finne ut hva som venter.', again: 'Gå ut av bildet og inn igjen for å prøve på nytt.',
    queue: 'Dette venter', more: (count: number): string => `og ${count} til`, latest: (day: string): string => `sist ${day}`,
    labelled: (label: string, sure: string): string => `satt til ${label}, ${sure} sikkert`, nobody: 'ingen kategori ennå', notWritten: 'Ble ikke skrevet. Svar på nytt.',
    keeps: (label: string): string => `behold ${label}`, takes: (label: string): string => `velg ${label}`, any: 'en annen kategori', anyOnly: 'velg kategori: ingen har noe forslag',
    follow: (count: string): string => `Svaret ditt avgjør ${count}`, followOne: 'Svaret ditt avgjør bare denne', remembers: (key: string): string => `og «${key}» huskes til senere`, namesNobody: 'Bare disse: teksten nevner ingen, så ingenting huskes.',
    doubt: 'Kjent fra før?', same: 'den samme som', isNew: 'en egen transaksjon', transfer: 'En overføring mellom kontoene dine?', transferShort: 'En overføring?', link: 'ja, en overføring', unlink: 'nei, to ulike ting',
    arrived: (day: string): string => `kom inn ${day}`, otherHalves: (count: number): string => (count === 1 ? '1 annen rad kan også være den andre halvdelen.' : `${count} andre rader kan også være den andre halvdelen.`), from: 'fra', to: 'til',
    choose: (name: string): string => `Kategori for ${name}`, noSuggestion: 'Det er ikke noe slikt forslag her; / velger blant alle kategorier.', onlyQuestions: 'y og n svarer på tvilsomme rader og overføringer; Enter, et tall eller / velger kategori.', last: 'Det var den siste; b går tilbake, Tab til neste side.',
    stillWriting: (count: number): string => `${count} svar blir fortsatt skrevet. Trykk igjen for å gå uten ${count === 1 ? 'det' : 'dem'}.`, takenBack: (name: string): string => `Tatt tilbake: ${name}`, moved: (name: string, transactions: string): string => `${name}: ${transactions} med samme navn hadde en annen kategori og ble flyttet med. u tar det tilbake.`,
  },
});
export type ReviewWords = ReturnType<typeof reviewWords>;
