/** `ft hub sync`, `status` and `adopt-as-new-device`. */
import { failureIn, raise, tell } from '../errors.ts';
import { inertText } from '../format/inert.ts';
import { tableLines } from '../format/table.ts';
import { type Fork, adopt, forks } from '../hub/connect.ts';
import { type HubStatus, hubStatus } from '../hub/status.ts';
import { syncHub } from '../hub/sync.ts';
import type { HubTools } from '../hub/tools.ts';
import { plural, shortDevice } from '../words/phrases.ts';
import { PREVIEW_ONLY, consent } from './asking.ts';
import type { Invocation, Outcome } from './command.ts';
import { apart, hubJson, hubLines, hubToolsOf } from './hub-words.ts';

/** Takes and sends what is new. */
export async function syncing(invocation: Invocation): Promise<Outcome> {
  invocation.app.beginLongWork();
  const synced = await syncHub(await hubToolsOf(invocation));
  return { json: hubJson(synced), lines: () => hubLines(synced).map(inertText) };
}

/** How the hub and its devices stand; of one that cannot be reached, what is known here, and exit code 75. */
export async function status(invocation: Invocation): Promise<Outcome> {
  const { app } = invocation;
  const tools = await hubToolsOf(invocation);
  const memory = tools.memory();
  const [kept, lastGood, tried] = [memory.hub() ?? raise('hub-not-connected', {}), memory.lastGood(), memory.tried()];
  const here = { lastSync: lastGood === undefined ? null : app.instantText(lastGood), lastFailure: tried?.failed ? { at: app.instantText(tried.at), ...tried.failed } : null };
  const last = `Last sync of this device: ${lastGood === undefined ? 'never' : app.localMinute(lastGood)}${tried?.failed ? `; the last try, ${app.localMinute(tried.at)}, failed: ${tried.failed.says}` : '.'}`;
  const found = await hubStatus(tools).catch((error: unknown) => failureIn(error) ?? Promise.reject(error as Error));
  if ('code' in found) {
    const { message, hint, exit } = tell(found);
    const own = tools.log().size();
    return { json: { where: kept.where, schema: kept.schema, isSealed: kept.isSealed, error: { code: found.code, message, hint }, commitsHere: own, ...here }, lines: () => [message, hint, last, `This device holds ${plural(own, 'commit')}, whole and by itself.`].map(inertText), exit };
  }
  return {
    json: { ...found, error: null, devices: found.devices.map(({ seen, ...device }) => ({ ...device, seen: seen === null ? null : app.instantText(seen) })), ...here },
    lines: () => [...[...summary(found), last, ''].map(inertText), ...devicesTable(found, invocation), ...warnings(found).map(inertText)],
  };
}

const MEGABYTE = 1_048_576;
/** Copies of one device that were all written to. */
const MOST_FORKS = 20;

function summary({ where, schema, isSealed, timescale, bytes, commits, events, reportsAreCurrent }: HubStatus): string[] {
  return [
    `Hub ${where}, schema ${schema}: ${timescale === null ? 'plain PostgreSQL' : `TimescaleDB ${timescale}`}, ${plural(commits, 'commit')}, ${plural(events, 'event')}, ${(bytes / MEGABYTE).toFixed(1)} MB.`,
    isSealed ? 'It is sealed: the server cannot read it, and analytics are off.' : `Its reports ${reportsAreCurrent ? 'tell of everything that is here' : 'are behind what is here: ft hub sync'}.`,
  ];
}

function devicesTable({ devices }: HubStatus, { app, terminal }: Invocation): string[] {
  const rows = devices.map(({ device, name, isThis, ahead, behind, sequence, seen }) => [
    `${name === '' ? shortDevice(device) : `${name} (${shortDevice(device)})`}${isThis ? ', this one' : ''}`, String(sequence),
    ahead > 0 ? `${plural(ahead, 'commit')} to send` : behind > 0 ? `${plural(behind, 'commit')} to take` : 'level', seen === null ? 'never' : app.localMinute(seen),
  ]);
  return tableLines([{ title: 'Device' }, { title: 'Commits there', align: 'right' }, { title: 'Between' }, { title: 'Last seen' }], rows, { width: null, unicode: terminal.unicode });
}

function warnings({ devices, forks: parted, skewMs }: HubStatus): string[] {
  return [
    ...parted.map(({ device, after, isOwn }) => `${isOwn ? 'This device' : `Device ${shortDevice(device)}`} goes on in two ways after its commit ${after}: a backup was restored, or a disk cloned. Keep both: ft hub adopt-as-new-device`),
    ...(Math.abs(skewMs) > 120_000 ? [`The clock of this machine is ${apart(Math.abs(skewMs))} ${skewMs < 0 ? 'ahead of' : 'behind'} the hub's.`] : []),
    ...devices.filter(({ isThis, skewMs: skew }) => !isThis && Math.abs(skew) > 120_000).map(({ device, name, skewMs: skew }) => `The clock of ${name || shortDevice(device)} was ${apart(Math.abs(skew))} ${skew > 0 ? 'ahead' : 'behind'} when it was last here.`),
  ];
}

/** Parts a chain that forked: what was written here since becomes the beginning of a new device's chain. */
export async function adopting(invocation: Invocation): Promise<Outcome> {
  const tools = await hubToolsOf(invocation);
  const found = await forks(tools);
  if (found.length === 0) return { json: { applied: false, forks: [] }, lines: () => ['No chain goes on in two ways, and nothing here is dated ahead: there is nothing to do.'] };
  const preview = [...found.map(told), 'Nothing of it is lost; ids and contents stay as they are.'].map(inertText);
  const goesAhead = await consent(invocation, preview, 'Go on as a new device?');
  const devices = goesAhead ? await adopted(tools, found) : [];
  const synced = goesAhead ? await syncHub(tools) : undefined;
  const { terminal, yes } = invocation;
  return {
    json: { applied: goesAhead, forks: found, devices, sync: synced ? hubJson(synced) : null },
    lines: () => (synced ? [`Done: ${devices.map(shortDevice).join(', ')}.`, ...hubLines(synced)].map(inertText) : terminal.isInteractive && !yes ? ['Nothing was done.'] : [...preview, PREVIEW_ONLY]),
  };
}

/** What was parted may be seen to fork again, where a third copy went on too. */
async function adopted(tools: HubTools, first: readonly Fork[]): Promise<string[]> {
  const devices: string[] = [];
  for (let found = first, round = 0; found.length > 0 && round < MOST_FORKS; round++) {
    devices.push(...(await adopt(tools, found)));
    found = await forks(tools);
  }
  return devices;
}

const told = ({ device, after, commits, isOwn }: Fork): string =>
  `${plural(commits, 'commit')} after commit ${after} of ${isOwn ? 'this device' : `device ${shortDevice(device)}`} ${commits === 1 ? 'becomes the first' : 'become the first ones'} of a new device${isOwn ? ', as which this home goes on' : ''}; what the hub has under the old name is taken beside ${commits === 1 ? 'it' : 'them'}.`;
