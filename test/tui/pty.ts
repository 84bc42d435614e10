/** The built `ft` in a pseudo-terminal of its own: what it sends is drawn by a real terminal emulator, and read as text. Keys go in as bytes. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Terminal } from '@xterm/headless';
import type { IPty, spawn as ptySpawn } from 'node-pty';
import { BINARY } from '../cli/spawn.ts';

const require = createRequire(import.meta.url);

/** node-pty, or why it cannot be loaded on this machine. */
function loaded(): { readonly spawn: typeof ptySpawn } | { readonly why: string } {
  try {
    return require('node-pty') as { spawn: typeof ptySpawn };
  } catch (error) {
    return { why: error instanceof Error ? error.message.split('\n')[0]! : String(error) };
  }
}
const pty = loaded();
/** Why there is no pseudo-terminal on this machine; undefined where there is one. */
export const withoutPty = 'why' in pty ? `without a pseudo-terminal: ${pty.why}` : undefined;

export interface SeatOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Instead of node and the built ft. */
  readonly command?: readonly string[];
}

/** How a process ended: its exit code, or the number of the signal that ended it. */
export interface Exit { readonly code: number; readonly signal: number }

/** Bytes of the keys that are no characters. */
const BYTES: Readonly<Record<string, string>> = {
  enter: '\r', esc: '\u001b', tab: '\t', 'shift-tab': '\u001b[Z', space: ' ', backspace: '\u007f', delete: '\u001b[3~',
  up: '\u001b[A', down: '\u001b[B', right: '\u001b[C', left: '\u001b[D', home: '\u001b[H', end: '\u001b[F', pgup: '\u001b[5~', pgdn: '\u001b[6~',
};
/** A key's name -> what a terminal sends for it. */
const bytesOf = (name: string): string => BYTES[name] ?? (/^ctrl-[a-z]$/.test(name) ? String.fromCharCode(name.charCodeAt(5) - 96) : name);

const DEADLINE_MS = 15_000;

/** A person's seat at a terminal. */
export class Seat {
  readonly exited: Promise<Exit>;
  /** Everything that was sent, escape sequences and all. */
  sent = '';
  readonly #process: IPty;
  readonly #screen: Terminal;
  readonly #heard = new Set<() => void>();
  #exit: Exit | undefined;
  #unread = 0;

  constructor(args: readonly string[], { columns = 100, rows = 30, env = {}, cwd, command = [process.execPath, BINARY] }: SeatOptions = {}) {
    if (!('spawn' in pty)) throw new Error(pty.why);
    const { Terminal: Emulator } = require('@xterm/headless') as { Terminal: typeof Terminal };
    this.#screen = new Emulator({ cols: columns, rows, allowProposedApi: true, scrollback: 5000 });
    const { NO_COLOR: _, FT_NOW: _now, ...inherited } = process.env;
    this.#process = pty.spawn(command[0]!, [...command.slice(1), ...args], {
      cols: columns, rows, name: 'xterm-256color', ...(cwd === undefined ? {} : { cwd }),
      env: { ...inherited, TERM: 'xterm-256color', FT_LANG: 'en', FT_MODEL: 'off', FT_NOW: '2026-01-15T12:00:00Z', ...env },
    });
    this.#process.onData((text) => {
      this.sent += text;
      this.#unread++;
      this.#screen.write(text, () => {
        this.#unread--;
        this.#tell();
      });
    });
    this.exited = new Promise((resolve) => {
      this.#process.onExit(({ exitCode, signal }) => {
        this.#exit = { code: exitCode, signal: signal ?? 0 };
        resolve(this.#exit);
        this.#tell();
      });
    });
  }

  get pid(): number { return this.#process.pid; }

  #tell(): void { for (const heard of this.#heard) heard(); }

  /** What is on the screen, blanks at the ends of lines cut. */
  frame(): string {
    const { active } = this.#screen.buffer;
    return Array.from({ length: this.#screen.rows }, (_, at) => active.getLine(active.baseY + at)?.translateToString(true).trimEnd() ?? '').join('\n');
  }

  /** All that scrolled by and what is on the screen. */
  everything(): string {
    const { active } = this.#screen.buffer;
    return Array.from({ length: active.length }, (_, at) => active.getLine(at)?.translateToString(true).trimEnd() ?? '').join('\n').trimEnd();
  }

  /** True while the program has the alternate screen. */
  get isTakenOver(): boolean { return this.#screen.buffer.active.type === 'alternate'; }
  /** The terminal itself: cells with their colours. */
  get terminal(): Terminal { return this.#screen; }

  /** Sends bytes as they are. */
  send(bytes: string): void { this.#process.write(bytes); }

  /** Presses keys by their names, each as a chunk of its own that the program has answered. A text of several characters that is no name is typed. */
  async keys(...names: readonly string[]): Promise<void> {
    for (const name of names) {
      this.send(bytesOf(name));
      // Esc could be the beginning of a sequence: the program waits a moment whether it is.
      await quiet(name === 'esc' ? 60 : 5);
    }
  }

  /** Resolves when the screen shows the text (or satisfies the question); fails with what it shows instead. */
  waitFor(wanted: string | RegExp | ((frame: string) => boolean), within = DEADLINE_MS): Promise<string> {
    const holds = typeof wanted === 'function' ? wanted : (frame: string): boolean => (typeof wanted === 'string' ? frame.includes(wanted) : wanted.test(frame));
    return new Promise((resolve, reject) => {
      const done = (finish: () => void): void => {
        clearTimeout(timer);
        this.#heard.delete(look);
        finish();
      };
      const fail = (why: string): void => done(() => reject(new Error(`${why}: ${String(wanted)}\n${this.frame()}\n(end of the screen)`)));
      const look = (): void => {
        const frame = this.frame();
        if (holds(frame)) done(() => resolve(frame));
        else if (this.#exit && this.#unread === 0) fail(`it ended with ${JSON.stringify(this.#exit)} before it showed`);
      };
      const timer = setTimeout(() => fail('it never showed'), within);
      this.#heard.add(look);
      look();
    });
  }

  /** How it ended, once it has; fails when it goes on too long. */
  async exit(within = DEADLINE_MS): Promise<Exit> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => { timer = setTimeout(() => reject(new Error(`it did not end\n${this.frame()}`)), within); });
    try {
      return await Promise.race([this.exited, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  resize(columns: number, rows: number): void {
    this.#screen.resize(columns, rows);
    this.#process.resize(columns, rows);
  }

  signal(name: string): void { process.kill(this.pid, name); }

  /** The window is closed: nobody is at the other end any more. */
  hangUp(): void { (this.#process as unknown as { _socket: { destroy(): void } })._socket.destroy(); }

  /** For the end of a test: whatever still runs is ended. */
  close(): void {
    if (this.#exit === undefined) this.#process.kill('SIGKILL');
    this.#screen.dispose();
  }
}

/** A person takes a moment between two keys. */
const quiet = (milliseconds: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

/** NODE_OPTIONS that make every Node process of a seat run this code first. For what no person could do: a defect in the middle. */
export function preload(code: string): { readonly NODE_OPTIONS: string } {
  const file = join(mkdtempSync(join(tmpdir(), 'ft-preload-')), 'preload.cjs');
  writeFileSync(file, code);
  return { NODE_OPTIONS: `--require ${file}` };
}
