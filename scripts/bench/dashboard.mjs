/**
 * `node scripts/bench/dashboard.mjs [--homes <folder>] [--rows 10k,100k,1m] [--sizes 80x24,…] [--only keys,start,idle,memory]`: what the dashboard's promises of speed
 * come to on this machine. Homes stand in the folder as home-10k, home-100k, home-1m; those that are missing are made there (the million takes some minutes).
 * keys    a key -> the frame that shows it, in this process, through Ink and the writer: median, p99, longest; and the longest that anything else then held the loop
 * start   the built ft in a pseudo-terminal until its first full frame, in turns with a bundled one-line Ink app
 * idle    CPU time of ten seconds in which nothing happens
 * memory  what the process holds after 1,000 keys, and after 10,000 more
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { ink } from '../bundle-ink.mjs';
import { keysPerScreen } from './dashboard-keys.mjs';
import { rules, writeStatement } from './generate-statement.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const ft = join(root, 'bin/ft.js');
const flag = (name, otherwise) => (process.argv.includes(`--${name}`) ? process.argv[process.argv.indexOf(`--${name}`) + 1] : otherwise);
const folder = flag('homes', mkdtempSync(join(tmpdir(), 'ft-dashboard-bench-')));
const wanted = flag('rows', '10k,100k,1m').split(',');
const sizes = flag('sizes', '80x24,120x40,200x60').split(',').map((text) => text.split('x').map(Number));
const parts = flag('only', 'keys,start,idle,memory').split(',');
const environment = { ...process.env, FT_MODEL: 'off', FT_LANG: 'en', FT_NOW: '2026-01-15T12:00:00Z', TERM: 'xterm-256color' };
delete environment.NODE_EXTRA_CA_CERTS;

const median = (values) => quantile(values, 0.5);
const quantile = (values, part) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))];
const ms = (value) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const print = (...cells) => process.stdout.write(`${cells.map((cell, at) => (at === 0 ? String(cell).padEnd(34) : String(cell).padStart(12))).join('')}\n`);

/** 'home-1m' -> its folder, made if it is not there. */
function home(name) {
  const at = join(folder, `home-${name}`);
  if (existsSync(join(at, 'ledger.db'))) return at;
  const rows = Number(name.replace(/k$/, '000').replace(/m$/, '000000'));
  const statement = join(folder, `statement-${name}.csv`);
  writeStatement(statement, rows);
  const run = (...argv) => execFileSync(process.execPath, [ft, '--home', at, '--quiet', ...argv], { env: environment, stdio: 'ignore' });
  for (const { text, category } of rules().slice(0, 20)) run('rules', 'add', '--text', text, '--category', category);
  run('import', statement);
  return at;
}

/** Code on Ink -> a module beside dist, bundled as the dashboard is. */
async function bundled(name, contents) {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const outfile = join(root, 'build', `${name}.mjs`);
  await build({
    ...ink, absWorkingDir: root, stdin: { contents, resolveDir: root, loader: 'tsx' }, outfile, bundle: true, platform: 'node', target: 'node20', minifySyntax: true, minifyWhitespace: true,
    define: { ...ink.define, FT_VERSION: JSON.stringify(version) }, external: ['onnxruntime-node'], logLevel: 'error',
  });
  return outfile;
}

/** The rooms of the dashboard in this process, drawing on a terminal that only counts. */
async function rooms() {
  const outfile = await bundled('bench-dashboard', `
    export { createElement } from 'react';
    export { render } from 'ink';
    export { App, startBeside } from './src/app.ts';
    export { systemRandom } from './src/machine/random.ts';
    export { Dashboard } from './src/tui/dashboard.ts';
    export { Frame } from './src/tui/frame.tsx';
    export { KeyStream } from './src/tui/key-stream.ts';
    export { ScreenWriter } from './src/tui/screen-writer.ts';
    export { themeFor } from './src/tui/theme.ts';
  `);
  return import(pathToFileURL(outfile).href);
}

/** A dashboard at a size -> how to press keys, and what each cost. */
async function seated({ createElement, render, App, startBeside, systemRandom, Dashboard, Frame, KeyStream, ScreenWriter, themeFor }, at, columns, rows) {
  let sent = 0;
  const writer = new ScreenWriter({ columns, rows, write: (text) => { sent += Buffer.byteLength(text); return true; }, on: () => {}, off: () => {} });
  const now = Date.parse(environment.FT_NOW);
  const app = new App({ home: at, clock: () => now, random: systemRandom, progress: () => {}, modelFolder: 'off' });
  const dashboard = new Dashboard({
    app, theme: await themeFor({ color: true, unicode: true }), locale: 'en', commands: async () => [],
    start: startBeside, leave: () => {}, clear: () => {}, suspend: () => {},
  });
  const stream = new KeyStream();
  writer.enter();
  await dashboard.refresh();
  const drawing = render(createElement(Frame, { dashboard, onResize: writer.onResize, size: writer.size, failed: (error) => { throw error; } }), { stdout: writer, debug: true, exitOnCtrlC: false, patchConsole: false });
  return {
    /** Bytes as a terminal sends them -> milliseconds until they are drawn, the longest turn of the loop in the next moments, bytes sent. */
    async press(bytes) {
      const before = sent;
      const from = performance.now();
      for (const key of [...stream.take(bytes), ...stream.giveUp()]) dashboard.press(key);
      // The frame is drawn in a microtask of the press.
      await null;
      await null;
      const drawn = performance.now() - from;
      let held = 0;
      for (let turn = 0; turn < 12; turn++) {
        const turned = performance.now();
        await new Promise((resolve) => { setImmediate(resolve); });
        held = Math.max(held, performance.now() - turned);
      }
      return { drawn, held, sent: sent - before };
    },
    close() {
      drawing.unmount();
      dashboard.close();
    },
  };
}

async function keys() {
  const all = await rooms();
  print('key -> drawn frame', 'keys', 'median', 'p99', 'longest', 'held after', 'bytes');
  for (const name of wanted) {
    for (const [columns, rows] of sizes) {
      const seat = await seated(all, home(name), columns, rows);
      const measured = [];
      for (const [screen, bytes] of keysPerScreen()) {
        const own = [];
        for (const one of bytes) own.push({ bytes: one, screen, ...(await seat.press(one)) });
        measured.push(...own);
        if (process.argv.includes('--screens')) told(`  ${screen}`, own);
      }
      told(`${name} transactions, ${columns}x${rows}`, measured);
      seat.close();
    }
  }
}

function told(what, measured) {
  const drawn = measured.map((one) => one.drawn);
  const worst = measured.reduce((a, b) => (b.drawn > a.drawn ? b : a));
  print(what, measured.length, ms(median(drawn)), ms(quantile(drawn, 0.99)), ms(worst.drawn), ms(Math.max(...measured.map(({ held }) => held))), Math.round(median(measured.map((one) => one.sent))),
    `  ${worst.screen} ${JSON.stringify(worst.bytes)}`);
}

/** A program in a pseudo-terminal; resolves with the milliseconds until it shows the text. */
function shown(args, text, { columns = 130, rows = 40 } = {}) {
  const { spawn } = createRequire(import.meta.url)('node-pty');
  const from = performance.now();
  const process_ = spawn(process.execPath, args, { cols: columns, rows, name: 'xterm-256color', env: environment });
  let sent = '';
  return new Promise((resolve) => {
    process_.onData((chunk) => {
      sent += chunk;
      if (sent.includes(text)) resolve({ ms: performance.now() - from, process: process_, sent: () => sent });
    });
  });
}
const ended = (one) => new Promise((resolve) => { one.onExit(resolve); one.kill('SIGTERM'); });
/** Text at the foot of a full frame at 130 columns. */
const FULL = 'quit';

async function start(name) {
  const line = await bundled('bench-one-line', "import { Text, render } from 'ink'; render(<Text>ready and drawn</Text>); setInterval(() => {}, 1000);");
  const contenders = [[[ft, '--home', home(name)], FULL], [[line], 'ready and drawn']];
  const taken = contenders.map(() => []);
  for (let run = 0; run < 11; run++)
    for (const [at, [args, text]] of contenders.entries()) {
      const one = await shown(args, text);
      taken[at].push(one.ms);
      await ended(one.process);
    }
  const [own, bare] = taken.map((all) => median(all.slice(1)));
  print('start -> first full frame', 'ft', 'one line', 'ratio', 'goal');
  print(`${name} transactions`, ms(own), ms(bare), `${(own / bare).toFixed(2)}x`, '1.3x');
}

/** CPU seconds and resident MB of a process, from /proc. */
const usage = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
  return { cpu: (Number(fields[11]) + Number(fields[12])) / 100, mb: Math.round((Number(fields[21]) * 4096) / 1e6) };
};
const wait = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

/** What was begun when it opened is over: a second without work. */
async function settled(pid) {
  for (let before = -1; usage(pid).cpu !== before;) {
    before = usage(pid).cpu;
    await wait(1500);
  }
}

async function idle(name) {
  const { process: dashboard } = await shown([ft, '--home', home(name)], FULL);
  await settled(dashboard.pid);
  const before = usage(dashboard.pid).cpu;
  await wait(10_000);
  const used = (usage(dashboard.pid).cpu - before) * 1000;
  print('idle', 'CPU', 'of 10 s');
  print(`${name} transactions`, ms(used), `${(used / 100).toFixed(1)} %`);
  await ended(dashboard);
}

async function memory(name) {
  const { process: dashboard, sent } = await shown([ft, '--home', home(name)], FULL);
  const mixed = keysPerScreen().flatMap(([, bytes]) => bytes);
  let pressed = 0;
  const press = async (count) => {
    for (let at = 0; at < count; at++) {
      dashboard.write(mixed[pressed++ % mixed.length]);
      await wait(2);
    }
    // The help opens when everything before it is done.
    const from = sent().length;
    dashboard.write('\u001b');
    await wait(100);
    dashboard.write('?');
    while (!sent().slice(from).includes('Ctrl-R')) await wait(20);
    dashboard.write('\u001b');
    await wait(2000);
    return usage(dashboard.pid).mb;
  };
  await settled(dashboard.pid);
  const first = usage(dashboard.pid).mb;
  const few = await press(1000);
  const many = await press(10_000);
  print('memory', 'opened', '1,000 keys', '11,000 keys', 'ratio');
  print(`${name} transactions`, `${first} MB`, `${few} MB`, `${many} MB`, `${(many / few).toFixed(2)}x`);
  await ended(dashboard);
}

mkdirSync(folder, { recursive: true });
// What a screen asks of a command beside it is asked of the built ft.
process.argv[1] = ft;
Object.assign(process.env, environment);
if (parts.includes('keys')) await keys();
const largest = wanted.at(-1);
if (parts.includes('start')) await start(largest);
if (parts.includes('idle')) await idle(largest);
if (parts.includes('memory')) await memory(largest);
