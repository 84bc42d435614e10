/** What ft draws from the machine it runs on, gathered once. */
import { homedir } from 'node:os';
import type { Environment, Random, WallClock } from '../values/ambient.ts';
import { clockFrom } from './clock.ts';
import { type ProcessFacts, environmentFrom } from './environment.ts';
import { homePath } from './paths.ts';
import { systemRandom } from './random.ts';
import { parentHears } from './second-process.ts';

export interface Machine {
  readonly environment: Environment;
  readonly clock: () => WallClock;
  readonly random: Random;
  /** --home as given -> absolute path of the home. */
  readonly homeOf: (flag: string | undefined) => string;
}

/** A process -> its machine: environment and terminal taken once, the real clock and dice. */
export function machineOf(facts: ProcessFacts & { cwd(): string }): Machine {
  const hears = parentHears();
  const environment = { ...environmentFrom(facts, homedir()), ...(hears ? { hears } : {}) };
  return { environment, clock: () => clockFrom(environment.fixedNow), random: systemRandom, homeOf: (flag) => homePath(flag, environment, facts.cwd()) };
}
