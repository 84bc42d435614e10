/** Messages on the desktop, through the program that the system has for it: notify-send (freedesktop), osascript (macOS). Elsewhere none. */
import { existsSync } from 'node:fs';
import type { Notify } from '../values/schedule.ts';
import { variablesWith } from './environment.ts';
import { type RunProgram, runProgram } from './other-program.ts';

const TITLE_MAX = 60;
const BODY_MAX = 240;
const SECONDS = 5;
/** The texts come as arguments: nothing of them is read as AppleScript. */
const SCRIPT = ['on run argv', 'display notification (item 2 of argv) with title (item 1 of argv)', 'end run'];

/** Any text -> one short line; not beginning with "-", which would be an option. */
function short(text: string, most: number): string {
  const line = text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim().replace(/^[-\s]+/, '');
  const letters = [...line];
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : line;
}

/** The body of a freedesktop notification may be read as markup: nothing in it is a tag or an entity. */
const unmarked = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '‹').replaceAll('>', '›');

/** A session that cron knows nothing of: its bus lies where systemd puts it. */
function sessionBus(): Record<string, string> {
  const guessed = `/run/user/${process.getuid?.() ?? ''}/bus`;
  return variablesWith({})['DBUS_SESSION_BUS_ADDRESS'] || !existsSync(guessed) ? {} : { DBUS_SESSION_BUS_ADDRESS: `unix:path=${guessed}` };
}

/** Platform as Node names it -> how messages are shown there. An empty title or body becomes ft's name. */
export function notifierOf(platform: string, run: RunProgram = runProgram): Notify {
  return async (title, body) => {
    const [head, text] = [short(title, TITLE_MAX) || 'finance-tracker', short(body, BODY_MAX) || 'finance-tracker'];
    if (platform === 'win32') return false;
    const ran = platform === 'darwin'
      ? await run('osascript', [...SCRIPT.flatMap((line) => ['-e', line]), head, text], { seconds: SECONDS })
      : await run('notify-send', ['--app-name=finance-tracker', head, unmarked(text)], { seconds: SECONDS, variables: sessionBus() });
    return ran?.exit === 0;
  };
}
