/** `ft hub connect`, `bootstrap`, `invite` and `disconnect`: what will be done is shown first, SQL and all. */
import { raise } from '../errors.ts';
import { inertText } from '../format/inert.ts';
import { type ConnectWish, type Plan, connect, disconnect, invitation, planConnect } from '../hub/connect.ts';
import { SCHEMA, schemaName } from '../hub/schema/names.ts';
import { syncHub } from '../hub/sync.ts';
import type { HubTools } from '../hub/tools.ts';
import { plural } from '../words/phrases.ts';
import { PREVIEW_ONLY, consent } from './asking.ts';
import { type Invocation, type Outcome, textOption } from './command.ts';
import { hubJson, hubLines, hubToolsOf } from './hub-words.ts';

/** The address as it was given: on the command line, or where every program could read that, typed unseen or piped in. */
async function addressOf({ operands, terminal }: Invocation): Promise<string> {
  if (operands[0] !== '-') return operands[0]!;
  return (await (terminal.isInteractive ? terminal.askUnseen('Address of the hub (it is not shown): ') : terminal.readLine(''))) ?? '';
}

const wishOf = async (invocation: Invocation): Promise<ConnectWish> => wishWith(invocation, await addressOf(invocation));
const wishWith = ({ options }: Invocation, url: string): ConnectWish => ({
  url, schema: schemaName(textOption(options, 'schema') ?? SCHEMA), encrypt: options['encrypt'] === true, code: textOption(options, 'code'),
});

/** Joins this home to a hub, made there where none is, and syncs. */
export async function connecting(invocation: Invocation): Promise<Outcome> {
  const tools = await hubToolsOf(invocation);
  return joined(invocation, tools, await wishOf(invocation));
}

/** A new device, filled from a hub. Raises 'usage' where the home has commits of its own, or the hub is none yet. */
export async function bootstrapping(invocation: Invocation): Promise<Outcome> {
  if (invocation.app.reader()) raise('usage', { why: 'This home has a ledger already, and a bootstrap fills an empty one.', hint: 'Join the two instead: ft hub connect URL   or name an empty folder with --home.' });
  const tools = await hubToolsOf(invocation);
  const wish = await wishOf(invocation);
  const plan = await planConnect(tools, wish);
  if (plan.migration !== undefined) raise('hub-none', { host: plan.address.host, schema: wish.schema });
  return finished(invocation, tools, wish, plan);
}

async function joined(invocation: Invocation, tools: HubTools, wish: ConnectWish): Promise<Outcome> {
  const plan = await planConnect(tools, wish);
  const preview = previewOf(plan, wish, tools.log().size()).map(inertText);
  if (await consent(invocation, preview, 'Connect?')) return finished(invocation, tools, wish, plan);
  const { yes, terminal } = invocation;
  return {
    json: { applied: false, ...planJson(plan, wish) },
    lines: () => (terminal.isInteractive && !yes ? ['Nothing was done.'] : [...preview, PREVIEW_ONLY]),
  };
}

async function finished(invocation: Invocation, tools: HubTools, wish: ConnectWish, plan: Plan): Promise<Outcome> {
  invocation.app.beginLongWork();
  const { code, user } = await connect(tools, wish, plan);
  const synced = await syncHub(tools);
  const { where } = await tools.secrets();
  return {
    json: { applied: true, ...planJson(plan, wish), code: code ?? null, sync: hubJson(synced) },
    lines: () => [
      `Connected to the hub ${plan.address.where} as ${user}.`, `Its address${plan.isSealed ? ' and key are' : ' is'} kept in ${where}.`, ...hubLines(synced),
      ...(code === undefined ? [] : ['', `Code of this hub:  ${code}`, 'Another device opens it with: ft hub connect URL --code CODE   (ft hub invite shows it again).', 'Write it down: without it and without a device that has it nobody reads what is there.']),
    ].map(inertText),
  };
}

const planJson = ({ address, isSealed, migration, login, timescale, there }: Plan, { schema }: ConnectWish): object =>
  ({ hub: address.where, schema, sealed: isSealed, timescale: timescale ?? null, creates: migration !== undefined, login: login ?? null, commitsThere: there.commits, devices: there.devices });

function previewOf({ address, migration, grants, login, isSealed, timescale, there }: Plan, { schema }: ConnectWish, own: number): string[] {
  const database = `${address.where}, schema ${schema} (${timescale === undefined ? 'plain PostgreSQL' : `TimescaleDB ${timescale}`})`;
  return [
    ...(migration === undefined
      ? [`There is a hub in ${database}: ${plural(there.commits, 'commit')}${there.devices.length > 0 ? ` of ${there.devices.filter(Boolean).join(', ') || plural(there.devices.length, 'device')}` : ''}.`]
      : [`A hub is made in ${database}. This is run there:`, '', ...migration.split('\n'), ...(grants === undefined ? [] : ['', '-- who may what', ...grants.split('\n')]), '']),
    ...(migration === undefined && own > 0 ? [`This home has ${plural(own, 'commit')} of its own: the two become one ledger, on every device.`] : []),
    login === undefined ? `This device goes on as ${address.user}.` : `This device gets a login of its own there, ${login}, which may add and read, and change nothing else.`,
    isSealed ? 'What is sent is sealed: the server cannot read it, so there are no reports on it (analytics are off).' : 'The server can read what is sent: whoever reads the database reads your transactions.',
  ];
}

/** Shows what another device needs. */
export async function inviting(invocation: Invocation): Promise<Outcome> {
  const { where, schema, code, parameters } = await invitation(await hubToolsOf(invocation));
  return {
    json: { hub: where, schema, code: code ?? null },
    lines: () => [
      `On the other device: ft hub connect postgres://USER@${where}${parameters}${schema === SCHEMA ? '' : ` --schema ${schema}`}${code === undefined ? '' : ` --code ${code}`}`,
      'USER is one that may make roles there (each device then gets a login of its own), or one that you made for that device.',
      ...(/^(?:localhost|127\.|\[?::1)/.test(where) ? ['Another machine calls the server by its name in the network, not localhost.'] : []),
      ...(code === undefined ? [] : ['Whoever has the code and the database reads everything: tell it on no channel that others read.']),
    ].map(inertText),
  };
}

/** Forgets the hub. */
export async function disconnecting(invocation: Invocation): Promise<Outcome> {
  const tools = await hubToolsOf(invocation);
  const kept = tools.memory().hub() ?? raise('hub-not-connected', {});
  const preview = [`This home leaves the hub ${kept.where}. What is here stays here, what is there stays there; its address${kept.isSealed ? ' and key are' : ' is'} forgotten on this machine.`].map(inertText);
  const goesAhead = await consent(invocation, preview, 'Disconnect?');
  if (goesAhead) await disconnect(tools);
  const { terminal, yes } = invocation;
  return {
    json: { applied: goesAhead, hub: kept.where },
    lines: () => (goesAhead ? [inertText(`Left the hub ${kept.where}. The ledger here is whole, and goes on by itself.`)] : terminal.isInteractive && !yes ? ['Nothing was done.'] : [...preview, PREVIEW_ONLY]),
  };
}
