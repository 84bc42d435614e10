/** What the dashboard says of accounts that a bank feeds. */
import type { BalanceKept } from '../../intake/feed/remembered.ts';
import type { FeedState, ProviderId } from '../../values/feeds.ts';
import { both } from '../phrases.ts';

const many = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;
type States = Readonly<Record<Exclude<FeedState, 'wait-until'>, string>>;
type Kinds = Readonly<Record<BalanceKept['kind'], string>>;

/** Providers by the names they go by, in any language. */
const PROVIDERS: Readonly<Record<Exclude<ProviderId, 'demo'>, string>> = { enablebanking: 'Enable Banking', sparebank1: 'SpareBank 1', gocardless: 'GoCardless', berlingroup: 'Berlin Group', simplefin: 'SimpleFIN' };
/** Provider id -> its name; the id where it is none of ours. */
export const providerName = (id: string): string => (Object.hasOwn(PROVIDERS, id) ? PROVIDERS[id as keyof typeof PROVIDERS] : id);

/** Commands of a connection, with its name as a shell takes it. */
export const reconnectCommand = (name: string): string => `ft bank reconnect "${name.replace(/["\\$`]/g, '')}"`;

export const feedWords = both({
  en: {
    feed: 'Bank feed', through: (bank: string, provider: string): string => (bank === provider ? bank : `${bank} through ${provider}`), consent: 'Consent', says: 'The bank says', pending: 'Pending', missing: 'Missing', ids: 'Ids', demo: 'the demo', due: 'it is time to fetch again: s',
    states: { ok: 'ok', 'needs-consent': 'needs a new consent', 'config-error': 'keys or settings are wrong', 'bank-down': 'the bank cannot answer' } satisfies States,
    short: { ok: 'ok', 'needs-consent': 'needs new consent', 'config-error': 'settings are wrong', 'bank-down': 'bank cannot answer' } satisfies States,
    waits: (until: string): string => `waits until ${until}`, fetched: (when: string): string => `last fetched ${when}`, never: 'nothing was fetched yet',
    left: (days: number, until: string): string => `${many(days, 'day', 'days')} left, until ${until}`, over: (day: string): string => `over since ${day}`, endless: 'without an end', inTerminal: (command: string): string => `in a terminal: ${command}`,
    kinds: { booked: 'booked', opening: 'before the rows of that day', expected: 'with pending', available: 'with pending and credit' } satisfies Kinds, here: (money: string): string => `booked here ${money}`, apart: (money: string): string => `${money} apart`,
    rows: (count: number): string => many(count, 'row', 'rows'), unbooked: 'not booked yet, and in no sum', gone: (count: number): string => `the bank no longer tells ${many(count, 'row', 'rows')}; keep or drop: ft bank missing`,
    distrusted: (field: string, why: string): string => `those in ${field} are not trusted: ${why}`, pendingRow: 'pending', noDay: 'no day',
    connect: 'No bank is connected. In a terminal: ft bank connect; to try it with an invented bank: ft bank connect --provider demo',
    invite: 'Connect a bank: ft bank connect; to try it: ft bank connect --provider demo',
    syncing: 'Fetching from the banks', busy: 'It is being fetched already.', nothing: 'Nothing new at the banks.', fresh: (count: number): string => `${many(count, 'new transaction', 'new transactions')}.`, doubtful: (count: number): string => `${many(count, 'row', 'rows')} may be known already: g r.`,
    rejected: (count: number): string => `${many(count, 'row', 'rows')} could not be read.`, vanished: (count: number): string => `${many(count, 'row is', 'rows are')} no longer told: ft bank missing.`, stands: (name: string, state: string): string => `${name} ${state}`,
    stopped: 'Stopped; what had come is kept, and s goes on.', ends: (name: string, days: number): string => `The consent of ${name} ends in ${many(days, 'day', 'days')}`, ended: (name: string): string => `The consent of ${name} is over`,
    stuck: (name: string, state: string): string => `${name} is not fetched: ${state}`, missingAtBank: (count: number): string => `${many(count, 'transaction is', 'transactions are')} no longer told by the bank: ft bank missing`, outLater: (count: number): string => `${many(count, 'row', 'rows')} not booked yet, beside that`,
  },
  nb: {
    feed: 'Fra banken', through: (bank: string, provider: string): string => (bank === provider ? bank : `${bank} via ${provider}`), consent: 'Samtykke', says: 'Banken sier', pending: 'Reservert', missing: 'Mangler', ids: 'Id-er', demo: 'demoen', due: 'det er på tide å hente igjen: s',
    states: { ok: 'i orden', 'needs-consent': 'trenger et nytt samtykke', 'config-error': 'nøkler eller innstillinger er feil', 'bank-down': 'banken kan ikke svare' } satisfies States,
    short: { ok: 'i orden', 'needs-consent': 'trenger samtykke', 'config-error': 'feil innstillinger', 'bank-down': 'banken svarer ikke' } satisfies States,
    waits: (until: string): string => `venter til ${until}`, fetched: (when: string): string => `sist hentet ${when}`, never: 'ingenting er hentet ennå',
    left: (days: number, until: string): string => `${many(days, 'dag', 'dager')} igjen, til ${until}`, over: (day: string): string => `opphørt ${day}`, endless: 'uten sluttdato', inTerminal: (command: string): string => `i en terminal: ${command}`,
    kinds: { booked: 'bokført', opening: 'før radene den dagen', expected: 'med reservert', available: 'med reservert og kreditt' } satisfies Kinds, here: (money: string): string => `bokført her ${money}`, apart: (money: string): string => `et avvik på ${money}`,
    rows: (count: number): string => many(count, 'rad', 'rader'), unbooked: 'ikke bokført ennå, ikke i noen sum', gone: (count: number): string => `banken oppgir ikke lenger ${many(count, 'rad', 'rader')}; behold eller fjern: ft bank missing`,
    distrusted: (field: string, why: string): string => `de i ${field} er ikke til å stole på: ${why}`, pendingRow: 'reservert', noDay: 'uten dato',
    connect: 'Ingen bank er tilkoblet. I en terminal: ft bank connect; for å prøve med en oppdiktet bank: ft bank connect --provider demo',
    invite: 'Koble til en bank: ft bank connect; prøv: ft bank connect --provider demo',
    syncing: 'Henter fra bankene', busy: 'Det hentes allerede.', nothing: 'Ingenting nytt hos bankene.', fresh: (count: number): string => `${many(count, 'ny transaksjon', 'nye transaksjoner')}.`, doubtful: (count: number): string => `${many(count, 'rad', 'rader')} kan være kjent fra før: g r.`,
    rejected: (count: number): string => `${many(count, 'rad', 'rader')} kunne ikke leses.`, vanished: (count: number): string => `${many(count, 'rad', 'rader')} oppgis ikke lenger: ft bank missing.`, stands: (name: string, state: string): string => `${name}: ${state}`,
    stopped: 'Stoppet; det som var kommet, er tatt vare på, og s fortsetter.', ends: (name: string, days: number): string => `Samtykket for ${name} utløper om ${many(days, 'dag', 'dager')}`, ended: (name: string): string => `Samtykket for ${name} gjelder ikke lenger`,
    stuck: (name: string, state: string): string => `${name} hentes ikke: ${state}`, missingAtBank: (count: number): string => `${many(count, 'transaksjon', 'transaksjoner')} oppgis ikke lenger av banken: ft bank missing`, outLater: (count: number): string => `${many(count, 'rad', 'rader')} ikke bokført ennå, i tillegg`,
  },
});
