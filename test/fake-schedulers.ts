/** Stand-ins for the system's schedulers, in a folder to be PATH: they obey like the real ones, keep what was asked of them, and refuse when told to. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type FakeProgram = 'systemctl' | 'loginctl' | 'crontab' | 'launchctl' | 'notify-send' | 'osascript';

/** $here is the folder; a file "refuse" holds the word at which a program refuses. */
const BODIES: Readonly<Record<FakeProgram, string>> = {
  systemctl: `case "$2" in
  show) case "$3" in --property=Version) echo Version=252;; *) cat "$here/next" 2>/dev/null; exit 0;; esac;;
  is-active) test -e "$here/on-$4";;
  enable) mkdir -p "$HOME/.config/systemd/user/timers.target.wants"; ln -sf "../$3" "$HOME/.config/systemd/user/timers.target.wants/$3";;
  restart) : > "$here/on-$3";;
  disable) rm -f "$here/on-$4" "$HOME/.config/systemd/user/timers.target.wants/$4";;
esac`,
  loginctl: 'cat "$here/linger" 2>/dev/null || echo no',
  crontab: `case "$1" in
  -l) test -e "$here/crontab-now" || { echo "no crontab for kari" >&2; exit 1; }; if test -e "$here/debian"; then sed 's/\\r/\\\\r/g' "$here/crontab-now"; else cat "$here/crontab-now"; fi;;
  -e) $EDITOR "$here/crontab-now"; echo "No modification made" >&2;;
  -r) rm "$here/crontab-now";;
  -) cat > "$here/crontab-now";;
esac`,
  launchctl: `case "$1" in
  bootstrap) test "$2" = "user/$(id -u)" && exit 125; : > "$here/loaded-$(basename "$3" .plist)";;
  bootout) rm "$here/loaded-$(basename "$2")" 2>/dev/null || exit 3;;
  print) test -e "$here/loaded-$(basename "$2")";;
esac`,
  'notify-send': ':',
  osascript: ':',
};

export class FakeSchedulers {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'ft-schedulers-')));
  /** PATH for a process that finds these programs and no other. */
  readonly path = join(this.folder, 'bin');
  /** The user's home folder. */
  readonly userHome = join(this.folder, 'user');

  constructor(...programs: FakeProgram[]) {
    mkdirSync(this.path);
    mkdirSync(this.userHome);
    for (const program of programs) this.add(program);
  }

  add(program: FakeProgram): void {
    const path = join(this.path, program);
    writeFileSync(path, `#!/bin/sh
PATH=/usr/bin:/bin here='${this.folder}' HOME='${this.userHome}'
{ printf '%s' ${program}; printf ' [%s]' "$@"; echo; } >> "$here/calls"
word=$(cat "$here/refuse" 2>/dev/null) && case " $* " in *" $word "*) echo 'a first line' >&2; echo "$word: not allowed here" >&2; exit 1;; esac
${BODIES[program]}
`);
    chmodSync(path, 0o755);
  }

  /** Every later call that has this word among its arguments fails; undefined: none does. */
  refuse(word: string | undefined): void {
    if (word === undefined) rmSync(join(this.folder, 'refuse'), { force: true });
    else this.keep('refuse', word);
  }

  /** Text or bytes of a file that the programs look at: crontab-now, next, linger; debian: `crontab -l` shows a carriage return as two letters. */
  keep(name: string, content: string | Uint8Array): void { writeFileSync(join(this.folder, name), content); }

  crontab(): Buffer | undefined { return existsSync(join(this.folder, 'crontab-now')) ? readFileSync(join(this.folder, 'crontab-now')) : undefined; }

  /** What was asked so far, a line a call: "crontab [-l]". */
  calls(): string[] { return existsSync(join(this.folder, 'calls')) ? readFileSync(join(this.folder, 'calls'), 'utf8').trimEnd().split('\n') : []; }

  remove(): void { rmSync(this.folder, { recursive: true, force: true }); }
}
