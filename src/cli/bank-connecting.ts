/** `ft bank providers`, `connect` and `reconnect`: up to the consent and the first sync. */
import { demoPerson } from '../app/demo-bank.ts';
import { raise } from '../errors.ts';
import { inertText } from '../format/inert.ts';
import { tableLines } from '../format/table.ts';
import { type Connected, type Person, banksOf, connect, reconnect } from '../intake/feed/connect.ts';
import { remembered } from '../intake/feed/remembered.ts';
import type { FeedTools } from '../intake/feed/tools.ts';
import { PROVIDER_IDS, providerOf } from '../intake/providers/list.ts';
import type { Provider } from '../intake/providers/provider.ts';
import { chosenProvider } from './bank-choice.ts';
import { personAt } from './bank-person.ts';
import { secretsGiven } from './bank-secrets.ts';
import { connectedJson, connectedLines } from './bank-answer.ts';
import { connectionNamed } from './bank-words.ts';
import { bankingTools } from './banking-tools.ts';
import { type Invocation, type Outcome, textOption } from './command.ts';
import { exitOf, syncJson, syncLines } from './sync-answer.ts';

/** The bank knows one address to send the browser to, so it must be the same each time; docs/banks.md names it. */
const PORTS: Readonly<Partial<Record<Provider['id'], number>>> = { sparebank1: 8642 };
const GUIDE = 'docs/banks.md';

/** Raises 'usage' for what is no port. */
function portOf({ options }: Invocation, provider: Provider): number | undefined {
  const text = textOption(options, 'port');
  if (text !== undefined && !(/^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65_535)) raise('usage', { why: `--port is ${text}, but a port is a number from 1 to 65535.`, hint: 'Example: --port 8642' });
  return text === undefined ? PORTS[provider.id] : Number(text);
}

function countryOf({ options }: Invocation): string {
  const text = (textOption(options, 'country') ?? 'NO').toUpperCase();
  return /^[A-Z]{2}$/.test(text) ? text : raise('usage', { why: `--country is ${text}, but a country is two letters.`, hint: 'Example: --country NO' });
}

/** The list of providers, or the banks of one. */
export async function providers(invocation: Invocation): Promise<Outcome> {
  const wanted = textOption(invocation.options, 'provider');
  return wanted === undefined ? allProviders(invocation) : banks(invocation, await providerOf(wanted));
}

async function allProviders({ terminal }: Invocation): Promise<Outcome> {
  // The demo has its keys itself.
  const all = (await Promise.all(PROVIDER_IDS.map(providerOf))).map((provider) => (provider.id === 'demo' ? { ...provider, asks: [] } : provider));
  return {
    json: { providers: all.map(({ id, name, summary, asks, redirect, dailyCalls, banks: list }) => ({
      id, name, summary, redirect, dailyCalls: dailyCalls ?? null, listsBanks: list !== undefined, guide: GUIDE,
      asks: asks.map(({ name: key, label, isSecret, isFile, isOptional }) => ({ name: key, label, secret: isSecret, file: isFile === true, optional: isOptional === true })),
    })) },
    lines: () => [
      ...all.flatMap(({ id, name, summary, asks }) => [`${id.padEnd(15)}${name}: ${summary}`, ...(asks.length === 0 ? [] : [`${' '.repeat(15)}needs: ${asks.filter(({ isOptional }) => !isOptional).map(({ label }) => label).join('; ')}`])]),
      '', `How to get what is needed, step by step: ${GUIDE}.`, `Connect: ft bank connect --provider ${terminal.isInteractive ? 'NAME' : PROVIDER_IDS[0]}`,
    ],
  };
}

async function banks(invocation: Invocation, provider: Provider): Promise<Outcome> {
  const { terminal, options } = invocation;
  const country = countryOf(invocation);
  if (!provider.banks) return { json: { provider: provider.id, country, banks: [] }, lines: () => [`${provider.name} has no list of banks: each connection is one bank.`] };
  try {
    const given = await secretsGiven(textOption(options, 'secrets'), provider.asks, terminal);
    const offers = await banksOf(await bankingTools(invocation, terminal.environment.stdinIsTty), provider, country, personAt(terminal, { given, bank: undefined, asksAnew: false }));
    return {
      json: { provider: provider.id, country, banks: offers.map(({ id, name, country: of, bic, consentDays, historyDays }) => ({ id, name, country: of, bic: bic ?? null, consentDays: consentDays ?? null, historyDays: historyDays ?? null })) },
      lines: () => (offers.length === 0 ? [`${provider.name} reaches no bank in ${country}.`]
        : tableLines([{ title: 'Bank' }, { title: 'BIC', shrinks: false }, { title: 'Consent, days', align: 'right' }], offers.map(({ name, bic = '', consentDays }) => [name, bic, consentDays === undefined ? '' : `${consentDays}`]), { width: null, unicode: terminal.unicode })),
    };
  } finally {
    terminal.endReading();
  }
}

/** A new connection, or a new consent where that bank is connected under that name already. */
export async function connecting(invocation: Invocation): Promise<Outcome> {
  const { app, terminal, options } = invocation;
  const provider = await chosenProvider(textOption(options, 'provider'), terminal);
  const [port, country] = [portOf(invocation, provider), countryOf(invocation)];
  const name = textOption(options, 'name')?.trim();
  if (name === '') raise('usage', { why: 'The connection has no name.', hint: 'Example: --name "Joint account"' });
  app.beginLongWork();
  return consented(invocation, provider, false, async (tools, person) => connect(tools, { provider, country, name, port }, person));
}

/** A new consent for a connection that is there. */
export async function reconnecting(invocation: Invocation): Promise<Outcome> {
  const { app, terminal, operands, options } = invocation;
  const model = app.read();
  const connection = connectionNamed(model, operands[0]!);
  const provider = await providerOf(connection.provider);
  // Its own word holds for a new consent too; better known before the login than after it.
  const waits = connection.accounts.map(({ key }) => remembered(model.feeds, connection.id, key).nextAllowed ?? 0).filter((until) => until > app.now());
  if (waits.length > 0) terminal.warn(inertText(`${connection.name} asked to wait until ${app.localMinute(Math.max(...waits))}: until then a new consent brings no rows. The first ft sync after that does.`));
  return consented(invocation, provider, options['newKeys'] === true, async (tools, person) => reconnect(tools, connection, person, portOf(invocation, provider)));
}

async function consented(invocation: Invocation, provider: Provider, asksAnew: boolean, work: (tools: FeedTools, person: Person) => Promise<Connected>): Promise<Outcome> {
  const { app, terminal, options } = invocation;
  try {
    const given = await secretsGiven(textOption(options, 'secrets'), provider.asks, terminal);
    // Whoever gives a consent is there.
    const tools = await bankingTools(invocation, true);
    const connected = await work(tools, provider.id === 'demo' ? demoPerson(app) : personAt(terminal, { given, bank: textOption(options, 'bank'), asksAnew }));
    const model = await tools.model();
    return {
      json: { ...connectedJson(connected, provider, app), sync: syncJson(connected.synced, app, model) },
      lines: () => [...connectedLines(connected, provider, app), '', ...syncLines(connected.synced, app, model, terminal)],
      exit: exitOf(connected.synced),
    };
  } finally {
    terminal.endReading();
  }
}
