/** Which provider and which bank is meant: by name, or from a list at a terminal. */
import { raise } from '../errors.ts';
import { inertText } from '../format/inert.ts';
import { nearest } from '../insight/query-tokens.ts';
import { PROVIDER_IDS, providerOf } from '../intake/providers/list.ts';
import type { BankOffer, Provider } from '../intake/providers/provider.ts';
import { foldedText } from '../values/text.ts';
import type { Terminal } from './terminal.ts';

/** Banks listed at once; and named in a failure. */
const LISTED = 30;
const NEAR = 5;

/** Shows lines by number and asks for one; undefined when the person gives none. */
async function pick(terminal: Terminal, lines: readonly string[], question: string): Promise<number | undefined> {
  for (const [at, line] of lines.entries()) terminal.warn(`  ${String(at + 1).padStart(2)}  ${inertText(line)}`);
  const answer = (await terminal.ask(`${question} (number, or Enter to leave) `)).trim();
  return /^[1-9]\d{0,3}$/.test(answer) && Number(answer) <= lines.length ? Number(answer) - 1 : undefined;
}

/** --provider as typed -> the provider; without it a person at a terminal is asked. Raises 'provider-unknown', 'usage'. */
export async function chosenProvider(text: string | undefined, terminal: Terminal): Promise<Provider> {
  if (text !== undefined) return providerOf(text);
  const missing = (): never => raise('usage', { why: 'Which provider?', hint: `Name it: --provider ${PROVIDER_IDS.join(' | ')}. ft bank providers says what each is for.` });
  if (!terminal.isInteractive) return missing();
  const providers = await Promise.all(PROVIDER_IDS.map(providerOf));
  terminal.warn('Banks are reached through a provider:');
  return providers[(await pick(terminal, providers.map(({ name, summary }) => `${name}: ${summary}`), 'Which?')) ?? missing()]!;
}

/** Offers whose name, id or BIC is the text; else those in whose name it stands. */
function matching(offers: readonly BankOffer[], text: string): readonly BankOffer[] {
  const wanted = foldedText(text);
  const exact = offers.filter(({ id, name, bic = '' }) => [id, name, bic].some((one) => foldedText(one) === wanted));
  return exact.length > 0 ? exact : offers.filter(({ name }) => foldedText(name).includes(wanted));
}

function unknown(offers: readonly BankOffer[], text: string): never {
  const close = nearest(foldedText(text), offers.map(({ name }) => foldedText(name)));
  const near = matching(offers, text.slice(0, 3)).slice(0, NEAR).map(({ name }) => name);
  return raise('bank-unknown', { bank: text, near: [...new Set([...offers.filter(({ name }) => foldedText(name) === close).map(({ name }) => name), ...near])].slice(0, NEAR) });
}

/** --bank as typed -> one of the offers; several, or none typed: a person at a terminal picks. Raises 'bank-unknown', 'usage'. */
export async function chosenBank(offers: readonly BankOffer[], text: string | undefined, terminal: Terminal): Promise<BankOffer> {
  if (text === undefined && offers.length === 1) return offers[0]!;
  if (text === undefined && !terminal.isInteractive) return raise('usage', { why: 'Which bank?', hint: 'Name it: --bank NAME. ft bank providers --provider NAME --country NO lists them.' });
  const typed = text ?? (await terminal.ask('Which bank? (its name or a part of it) ')).trim();
  const found = matching(offers, typed);
  if (found.length === 1) return found[0]!;
  if (found.length === 0 || !terminal.isInteractive) return found.length === 0 ? unknown(offers, typed) : raise('bank-unknown', { bank: typed, near: found.slice(0, NEAR).map(({ name }) => name) });
  const shown = found.slice(0, LISTED);
  if (found.length > shown.length) terminal.warn(`${found.length} banks have that in their name; the first ${LISTED}:`);
  const at = await pick(terminal, shown.map(({ name, country, bic }) => [name, country, bic ?? ''].filter((part) => part !== '').join(', ')), 'Which?');
  return at === undefined ? raise('bank-unknown', { bank: typed, near: shown.slice(0, NEAR).map(({ name }) => name) }) : shown[at]!;
}
