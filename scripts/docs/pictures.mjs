/**
 * Real screens of the dashboard on the demo household -> docs/pictures/<screen>.svg, text as text with its colours. `--check` only compares. The built ft is
 * driven in a pseudo-terminal with a fixed day and without the local model, so that the same program gives the same bytes.
 */
import { readFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { spawn } = require('node-pty');
const { Terminal } = require('@xterm/headless');

const root = fileURLToPath(new URL('../..', import.meta.url));
const [COLUMNS, ROWS] = [120, 36];
/** [picture, keys, what shows that it is drawn]. */
const PICTURES = [
  ['overview', ['g', 'o'], 'Spending, six months'],
  ['transactions', ['g', 't', '/', ...'kiwi', '\r', 'j', 'j'], ' 3 / 58'],
  ['review', ['g', 'r'], 'Your answer settles'],
  ['budgets', ['g', 'b'], 'Spent month by month'],
  ['trends', ['g', 's'], 'Trends'],
];

/** One cell is so many pixels; dark like most terminals. */
const [WIDTH, HEIGHT, MARGIN] = [8.4, 18, 12];
const [GROUND, INK] = ['#16181d', '#d5d8de'];
const PALETTE = ['#3b4048', '#e5686d', '#84c57a', '#e2b85b', '#6ba4e8', '#c58adf', '#56bcc4', '#c9ccd3', '#7f8794', '#ff8a8f', '#a3e09a', '#f5d083', '#8fc1ff', '#dfa9f5', '#7fdce3', '#ffffff'];

const escaped = (text) => text.replace(/[&<>]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[character]);
const wait = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

/** A cell -> its colours and weight as attributes of SVG; `ground` where it has one of its own. */
function look(cell) {
  const color = (isPalette, isRgb, value, otherwise) => (isRgb ? `#${value.toString(16).padStart(6, '0')}` : isPalette ? (PALETTE[value] ?? otherwise) : otherwise);
  let ink = color(cell.isFgPalette(), cell.isFgRGB(), cell.getFgColor(), INK);
  let ground = color(cell.isBgPalette(), cell.isBgRGB(), cell.getBgColor(), GROUND);
  if (cell.isInverse()) [ink, ground] = [ground, ink];
  return { ink, ground, bold: cell.isBold() > 0, dim: cell.isDim() > 0 };
}

/** Cells of one line that look alike, side by side. */
function runs(line) {
  const found = [];
  for (let at = 0; at < COLUMNS; at++) {
    const cell = line.getCell(at);
    if (cell.getWidth() === 0) continue;
    const style = look(cell);
    const key = JSON.stringify(style);
    const last = found.at(-1);
    if (last?.key === key) last.text += cell.getChars() || ' ';
    else found.push({ key, style, at, text: cell.getChars() || ' ' });
    found.at(-1).end = at + cell.getWidth();
  }
  return found;
}

const number = (value) => Number(value.toFixed(2));

/** What is on the terminal -> SVG. */
function drawn(terminal, title) {
  const { active } = terminal.buffer;
  const [width, height] = [number(COLUMNS * WIDTH + 2 * MARGIN), ROWS * HEIGHT + 2 * MARGIN];
  const grounds = [];
  const texts = [];
  for (let row = 0; row < ROWS; row++) {
    const top = MARGIN + row * HEIGHT;
    for (const { style: { ink, ground, bold, dim }, at, end, text } of runs(active.getLine(active.baseY + row))) {
      const x = number(MARGIN + at * WIDTH);
      const wide = number((end - at) * WIDTH);
      if (ground !== GROUND) grounds.push(`<rect x="${x}" y="${top}" width="${wide}" height="${HEIGHT}" fill="${ground}"/>`);
      if (text.trim() !== '') texts.push(`<text x="${x}" y="${top + 13}" textLength="${wide}" fill="${ink}"${bold ? ' font-weight="bold"' : ''}${dim ? ' opacity="0.6"' : ''}>${escaped(text)}</text>`);
    }
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${title}">`,
    `<rect width="${width}" height="${height}" rx="8" fill="${GROUND}"/>`, ...grounds,
    '<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, \'DejaVu Sans Mono\', monospace" font-size="14" xml:space="preserve">', ...texts, '</g>', '</svg>', '',
  ].join('\n');
}

const terminal = new Terminal({ cols: COLUMNS, rows: ROWS, allowProposedApi: true });
const { NO_COLOR: _, FT_ASCII: __, COLUMNS: ___, ...environment } = process.env;
const program = spawn(process.execPath, ['bin/ft.js', 'demo'], {
  cols: COLUMNS, rows: ROWS, cwd: root, name: 'xterm-256color', env: { ...environment, TERM: 'xterm-256color', FT_MODEL: 'off', FT_LANG: 'en', FT_NOW: '2026-01-15T12:00:00Z', TZ: 'UTC' },
});
let heard = 0;
program.onData((text) => terminal.write(text, () => { heard++; }));
const frame = () => Array.from({ length: ROWS }, (_line, row) => terminal.buffer.active.getLine(terminal.buffer.active.baseY + row).translateToString(true)).join('\n');

/** Shows the text, and then nothing new for a while: what was begun is there. */
async function settled(text) {
  const deadline = performance.now() + 20_000;
  for (let before = -1; before !== heard || !frame().includes(text);) {
    if (performance.now() > deadline) throw new Error(`never showed ${text}\n${frame()}`);
    before = heard;
    await wait(700);
  }
}

mkdirSync(`${root}/docs/pictures`, { recursive: true });
await settled('Overview');
const stale = [];
for (const [name, keys, text] of PICTURES) {
  for (const key of keys) {
    program.write(key);
    await wait(30);
  }
  await settled(text);
  const path = `docs/pictures/${name}.svg`;
  const svg = drawn(terminal, `The ${name} screen of ft in a terminal, on its demo household`);
  if (!process.argv.includes('--check')) writeFileSync(`${root}/${path}`, svg);
  else if (readFileSync(`${root}/${path}`, 'utf8') !== svg) stale.push(path);
  program.write('\u001b');
  await wait(100);
}
program.onExit(() => {
  if (stale.length === 0) return;
  process.stderr.write(`${stale.join(', ')}: not what the dashboard shows; run node scripts/docs/pictures.mjs\n`);
  process.exitCode = 1;
});
program.write('\u0003');
