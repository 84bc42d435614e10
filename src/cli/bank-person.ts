/** The person who connects a bank: asked at a terminal, or answering from a file and from what is piped in. */
import { raise } from '../errors.ts';
import { type Person, consentPatience } from '../intake/feed/connect.ts';
import type { RedirectListener } from '../values/network.ts';
import { webAddress } from '../values/web-address.ts';
import { chosenBank } from './bank-choice.ts';
import { type Given, secretText } from './bank-secrets.ts';
import type { Terminal } from './terminal.ts';

/** Longer addresses come back from no bank. */
const LONGEST = 16_384;

export interface PersonWish {
  /** What --secrets gave. */
  readonly given: Given;
  /** --bank as typed. */
  readonly bank: string | undefined;
  /** Keys that are known already are asked for too. */
  readonly asksAnew: boolean;
}

/** Somebody at this terminal, or a script in their place. */
export function personAt(terminal: Terminal, { given, bank, asksAnew }: PersonWish): Person {
  return {
    renews: ({ name }) => asksAnew || given?.has(name) === true,
    async tell(asked) {
      const { name, label, isSecret, isFile, isOptional } = asked;
      const known = given?.get(name);
      if (known !== undefined) return secretText(asked, known, terminal);
      if (!terminal.isInteractive || (given && isOptional)) return isOptional ? '' : raise('usage', { why: `${label} is needed.`, hint: `Run this at a terminal, or give it in a file: --secrets FILE with a line ${name}=…` });
      const prompt = `${label}${isOptional && !/leave empty|only where/.test(label) ? ' (Enter to leave it out)' : ''}: `;
      return secretText(asked, ((isSecret && !isFile ? await terminal.askUnseen(prompt) : await terminal.ask(prompt)) ?? '').trim(), terminal);
    },
    chooseBank: (offers) => chosenBank(offers, bank, terminal),
    goTo: (url, listener, isOurs) => returned(terminal, url, listener, isOurs),
  };
}

/** Shows the address and waits for the one that the browser ends at: heard on this machine, or pasted. */
async function returned(terminal: Terminal, url: string, listener: RedirectListener | undefined, isOurs: (address: string) => boolean): Promise<string | undefined> {
  const address = webAddress(url);
  if ('why' in address) return raise('bank-url-refused', { url: address.shown, why: address.why });
  // Whatever else is silent: without the address nothing goes on.
  for (const line of ['Open this address in your browser and log in at the bank:', '', address.url.href, '']) terminal.warn(line);
  if (!listener) {
    terminal.warn('At the end the browser shows an address that begins with the one you registered; the page itself may be missing, which does no harm.');
    return clean(await terminal.readLine('Paste that whole address here: '));
  }
  terminal.warn(terminal.environment.stdinIsTty ? 'Waiting for the browser to come back. If it runs on another machine, paste the address that it ends at here.' : 'Waiting for the browser to come back.');
  const stop = new AbortController();
  const pasted = terminal.readLine('', stop.signal).then((line) => clean(line) ?? arrived);
  const arrived = ours(listener, isOurs);
  try {
    return await Promise.race([arrived, pasted]);
  } finally {
    stop.abort();
  }
}

/** The first arrival that is of this consent; undefined when nothing came for long. What any other page or program sent is passed over. */
async function ours(listener: RedirectListener, isOurs: (address: string) => boolean): Promise<string | undefined> {
  for (;;) {
    const address = await listener.arrived(consentPatience);
    if (address === undefined || isOurs(address)) return address;
  }
}

/** A pasted line without what terminals and mail programs put around it; undefined for nothing. */
function clean(line: string | undefined): string | undefined {
  const text = (line ?? '').trim().replace(/^[<"']+|[>"']+$/g, '').slice(0, LONGEST);
  return text === '' ? undefined : text;
}
