/** Single keys of a person at a terminal, while it hands them over as they are pressed. */
import { StringDecoder } from 'node:string_decoder';

/** As much of stdin at a terminal as this needs. */
type Keyboard = Pick<NodeJS.ReadStream, 'setRawMode' | 'on' | 'off' | 'resume' | 'pause' | 'unshift'>;

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
/** What arrows and function keys send. */
const SEQUENCE = /^(?:\u001b(?:\[[0-9;?]*[@-~]|O.)?)+/u;

/**
 * Asks, and answers with the next key: its character, "" for Enter, undefined for Ctrl-D and the end of input. Arrows and the like are passed over; Ctrl-C
 * ends the program as it does elsewhere. What was typed ahead waits for the next question.
 */
export function pressed(keyboard: Keyboard, ask: () => void): Promise<string | undefined> {
  return new Promise((resolve) => {
    const done = (key: string | undefined, rest = ''): void => {
      keyboard.off('data', heard);
      keyboard.off('end', ended);
      keyboard.setRawMode(false);
      keyboard.pause();
      if (rest !== '') keyboard.unshift(Buffer.from(rest));
      resolve(key);
    };
    const ended = (): void => done(undefined);
    const heard = (chunk: Buffer | string): void => {
      const [first = '', ...rest] = chunk.toString().replace(SEQUENCE, '');
      if (first === '') return;
      if (first === CTRL_C) process.kill(process.pid, 'SIGINT');
      if (first === CTRL_C || first === CTRL_D) done(undefined);
      else done(first === '\r' || first === '\n' ? '' : first, rest.join(''));
    };
    // Before the question is seen: a key pressed at once must not be taken for the beginning of a line.
    keyboard.setRawMode(true);
    keyboard.on('data', heard);
    keyboard.on('end', ended);
    keyboard.resume();
    ask();
  });
}

const CTRL_U = '\u0015';
const ERASE = ['\u007f', '\b'];
/** Longer ones are no key, token or password. */
const UNSEEN_MAX = 16_384;

/**
 * Asks, and answers with a line that is never shown: typed or pasted, up to Enter. Undefined for Ctrl-D on an empty line and the end of input; Ctrl-C ends the
 * program as it does elsewhere. What came after Enter waits for the next question.
 */
export function typedUnseen(keyboard: Keyboard, ask: () => void): Promise<string | undefined> {
  return new Promise((resolve) => {
    const decoder = new StringDecoder('utf8');
    const typed: string[] = [];
    const done = (line: string | undefined, rest = ''): void => {
      keyboard.off('data', heard);
      keyboard.off('end', ended);
      keyboard.setRawMode(false);
      keyboard.pause();
      if (rest !== '') keyboard.unshift(Buffer.from(rest));
      resolve(line);
    };
    const ended = (): void => done(undefined);
    const heard = (chunk: Buffer | string): void => {
      const letters = [...(typeof chunk === 'string' ? chunk : decoder.write(chunk)).replace(SEQUENCE, '')];
      for (const [at, letter] of letters.entries()) {
        if (letter === '\r' || letter === '\n') return done(typed.join(''), letters.slice(at + (letter === '\r' && letters[at + 1] === '\n' ? 2 : 1)).join(''));
        if (letter === CTRL_C) process.kill(process.pid, 'SIGINT');
        if (letter === CTRL_C || (letter === CTRL_D && typed.length === 0)) return done(undefined);
        if (ERASE.includes(letter)) typed.pop();
        else if (letter === CTRL_U) typed.length = 0;
        else if (letter >= ' ' && typed.length < UNSEEN_MAX) typed.push(letter);
      }
    };
    keyboard.setRawMode(true);
    keyboard.on('data', heard);
    keyboard.on('end', ended);
    keyboard.resume();
    ask();
  });
}
