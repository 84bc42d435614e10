/** The dashboard on a home that a simulated bank feeds: what `ft sync` would do in a second process is done in this one. */
import type { App } from '../../src/app.ts';
import { exitOf, syncJson } from '../../src/cli/sync-answer.ts';
import { sync } from '../../src/intake/feed/sync.ts';
import { failureIn, tell } from '../../src/errors.ts';
import { enableBanking } from '../bank-simulator/faces/enable-banking.ts';
import { type Simulator, startSimulator } from '../bank-simulator/simulator.ts';
import { viewOf } from '../bank-simulator/view-list.ts';
import { type FeedHome, connectTo, enableBankingKeys, feedHome, personWith } from '../flow/feed-home.ts';
import { ftWith } from '../cli/ft.ts';
import { type Desk, type DeskOptions, desk } from './desk.ts';

export interface Fed {
  readonly simulator: Simulator;
  readonly feed: FeedHome;
  /** A dashboard at the simulator's time. Close it. */
  open(options?: DeskOptions): Promise<Desk>;
  /** Does something to the home as an ft of its own would. */
  with<T>(work: (app: App) => T | Promise<T>): Promise<T>;
  sync(): Promise<unknown>;
}

/** Noon of 10 February 2026 in UTC. */
export const NOW = Date.UTC(2026, 1, 10, 12);

/** A home with one bank of two accounts, fetched once. */
export async function fedHome(view = 'well-behaved'): Promise<Fed> {
  const bank = viewOf(view);
  const simulator = startSimulator({ seed: 'desk', now: NOW, accounts: 2, faces: [enableBanking], views: [bank] });
  const feed = feedHome(simulator);
  await connectTo(feed, 'enablebanking', personWith(simulator, enableBankingKeys(simulator), bank.name), bank.country);
  const told = (): Promise<{ exit: number; stdout: string; stderr: string }> => feed.process(async (tools, app) => {
    try {
      const synced = await sync(tools, {});
      return { exit: exitOf(synced), stdout: JSON.stringify(syncJson(synced, app, await tools.model())), stderr: '' };
    } catch (error) {
      const failed = failureIn(error);
      if (!failed) throw error;
      return { exit: 1, stdout: JSON.stringify({ error: { code: failed.code, ...tell(failed) } }), stderr: '' };
    }
  });
  return {
    simulator, feed, sync: told,
    open: (options = {}) => desk(feed.home, { now: simulator.state.now, start: (argv) => ({ ended: argv[0] === 'sync' ? told() : ftWith({}, feed.home, ...argv), stop: () => {} }), ...options }),
    with: (work) => feed.process(async (_, app) => work(app)),
  };
}
