/** The bank of `ft bank connect --provider demo`: a program of its own that speaks as a real one, and ends with this process. */
import { type App, DEMO_BANK } from '../app.ts';
import { raise } from '../errors.ts';
import type { Person } from '../intake/feed/connect.ts';
import { askDemoBank, startDemoBank } from '../machine/demo-bank.ts';

const started = new WeakMap<App, Promise<string>>();

/** Address of the demo's bank for a home; started when it is first asked for. What it remembers lies in the home. */
export function demoBankUrl(app: App): Promise<string> {
  let url = started.get(app);
  if (!url) started.set(app, (url = startDemoBank(DEMO_BANK, app.home, app.now())));
  return url;
}

/** Somebody who has the keys of the demo's bank, and logs in there without being asked twice. */
export function demoPerson(app: App): Person {
  const unreachable = (): never => raise('bank-unreachable', { host: 'the demo bank', why: 'it did not answer as expected' });
  return {
    async tell({ name }) {
      const { body } = await askDemoBank(`${await demoBankUrl(app)}/_control/credentials`);
      const value = (JSON.parse(body) as Record<string, unknown>)[name];
      return typeof value === 'string' ? value : unreachable();
    },
    chooseBank: async (offers) => offers[0] ?? unreachable(),
    async goTo(url) {
      const { origin } = new URL(url);
      let at = new URL(url);
      for (let step = 0; step < 5 && at.origin === origin; step++) at = new URL((await askDemoBank(at.href)).location ?? unreachable(), at);
      return at.href;
    },
  };
}
