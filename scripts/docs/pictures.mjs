/**
 * Real screens of the dashboard on the demo household -> docs/pictures/<screen>.svg, text as text with its colours. `--check` only compares. The built ft is
 * driven in a pseudo-terminal with a fixed day, so that the same program gives the same bytes; but for the review: the last percent of the local model's suggestions depends
 * on the processor, so that picture is not compared.
 */
import { readFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { spawn } = require('node-pty');
const { Terminal } = require('@xterm/headless');

const root = fileURLToPath(new URL('../..', import.meta.url));
const [COLUMNS, ROWS] = [120, 36];
/** Picture -> keys, and what shows that they are answered; the last is what is drawn. */
const PICTURES = {
  overview: [[['g', 'o'], 'Spending, six months']],
  transactions: [[['g', 't', '/', ...'kiwi', '\r', 'j', 'j'], ' 3 / 58']],
  review: [[['g', 'r'], 'Your answer settles'], [['j', 'j'], 'Your answer settles 11']],
  trends: [[['g', 's'], 'Trends']],
};

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

/** Blocks, in eighths of a cell from its left or from its foot: drawn as what they are, since a font's own leave gaps between the lines. */
const [LEFT, FOOT] = [' ▏▎▍▌▋▊▉█', ' ▁▂▃▄▅▆▇█'];
function block(character) {
  if (character === ' ' || character === '') return undefined;
  const [left, foot] = [LEFT.indexOf(character), FOOT.indexOf(character)];
  if (left > 0) return { wide: left / 8, high: 1 };
  return foot > 0 ? { wide: 1, high: foot / 8 } : undefined;
}

/** Cells of one line that look alike, side by side. */
function runs(line) {
  const found = [];
  for (let at = 0; at < COLUMNS; at++) {
    const cell = line.getCell(at);
    if (cell.getWidth() === 0) continue;
    const style = look(cell);
    const filled = block(cell.getChars());
    const key = JSON.stringify([style, filled]);
    const last = found.at(-1);
    if (last?.key === key) last.text += cell.getChars() || ' ';
    else found.push({ key, style, filled, at, text: cell.getChars() || ' ' });
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
    for (const { style: { ink, ground, bold, dim }, filled, at, end, text } of runs(active.getLine(active.baseY + row))) {
      const x = number(MARGIN + at * WIDTH);
      const wide = number((end - at) * WIDTH);
      if (ground !== GROUND) grounds.push(`<rect x="${x}" y="${top}" width="${wide}" height="${HEIGHT}" fill="${ground}"/>`);
      if (filled?.wide === 1) grounds.push(`<rect x="${x}" y="${number(top + HEIGHT * (1 - filled.high))}" width="${wide}" height="${number(HEIGHT * filled.high)}" fill="${ink}"${dim ? ' opacity="0.6"' : ''}/>`);
      else if (filled) for (let cell = at; cell < end; cell++) grounds.push(`<rect x="${number(MARGIN + cell * WIDTH)}" y="${top}" width="${number(WIDTH * filled.wide)}" height="${HEIGHT}" fill="${ink}"/>`);
      else if (text.trim() !== '') texts.push(`<text x="${x}" y="${top + 13}" textLength="${wide}" fill="${ink}"${bold ? ' font-weight="bold"' : ''}${dim ? ' opacity="0.6"' : ''}>${escaped(text)}</text>`);
    }
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${title}">`,
    `<rect width="${width}" height="${height}" rx="8" fill="${GROUND}"/>`, ...grounds,
    '<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, \'DejaVu Sans Mono\', monospace" font-size="14" xml:space="preserve">', ...texts, '</g>', '</svg>', '',
  ].join('\n');
}

/** Not compared. */
const VARYING = 'review';
const isCheck = process.argv.includes('--check');
const { NO_COLOR: _, FT_ASCII: __, COLUMNS: ___, ...environment } = process.env;

/** Opens the demo, draws the pictures, and answers the paths of those that are not what stands in docs. */
async function pictured() {
  const terminal = new Terminal({ cols: COLUMNS, rows: ROWS, allowProposedApi: true });
  const program = spawn(process.execPath, ['bin/ft.js', 'demo'], {
    cols: COLUMNS, rows: ROWS, cwd: root, name: 'xterm-256color', env: { ...environment, TERM: 'xterm-256color', FT_MODEL: '', FT_LANG: 'en', FT_NOW: '2026-01-15T12:00:00Z', TZ: 'UTC' },
  });
  const over = new Promise((resolve) => { program.onExit(resolve); });
  let heard = 0;
  program.onData((text) => terminal.write(text, () => { heard++; }));
  const frame = () => Array.from({ length: ROWS }, (_line, row) => terminal.buffer.active.getLine(terminal.buffer.active.baseY + row).translateToString(true)).join('\n');
  /** Shows the text, and then nothing new for a while: what was begun is there. */
  const settled = async (text) => {
    const deadline = performance.now() + 20_000;
    for (let before = -1; before !== heard || !frame().includes(text);) {
      if (performance.now() > deadline) throw new Error(`never showed ${text}\n${frame()}`);
      before = heard;
      await wait(700);
    }
  };
  await settled('Overview');
  const stale = [];
  for (const [name, steps] of Object.entries(PICTURES)) {
    for (const [keys, text] of steps) {
      for (const key of keys) {
        program.write(key);
        await wait(30);
      }
      await settled(text);
    }
    const path = `docs/pictures/${name}.svg`;
    const svg = drawn(terminal, `The ${name} screen of ft in a terminal, on its demo household`);
    if (!isCheck) writeFileSync(`${root}/${path}`, svg);
    else if (name !== VARYING && readFileSync(`${root}/${path}`, 'utf8') !== svg) stale.push(path);
    program.write('\u001b');
    await wait(100);
  }
  program.write('\u0003');
  await over;
  return stale;
}

mkdirSync(`${root}/docs/pictures`, { recursive: true });
const stale = await pictured();
if (stale.length > 0) {
  process.stderr.write(`${stale.join(', ')}: not what the dashboard shows; run node scripts/docs/pictures.mjs\n`);
  process.exitCode = 1;
}
