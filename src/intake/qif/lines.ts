/** The lines of a QIF file, whatever ends them. */
import { raise } from '../../errors.ts';
import type { Encoding } from '../encoding.ts';
import type { StatementFile } from '../statements/file.ts';
import { textOf } from '../statements/streamed.ts';

/** Characters that a line, and a record of lines, may have at most. */
export const LONGEST = 1_000_000;

/** File -> its lines, those of a chunk together, without the blanks at either end. Throws statement-hostile for a line of more than a million characters. */
export function* linesOf(file: StatementFile, encoding: Encoding): Generator<readonly string[], void, undefined> {
  let rest = '';
  let before = 0;
  // A CR at the end of a chunk may be one half of a CRLF.
  let heldCr = false;
  for (const chunk of textOf(file, encoding)) {
    const text: string = heldCr ? `\r${chunk}` : chunk;
    heldCr = text.endsWith('\r');
    const whole = heldCr ? text.slice(0, -1) : text;
    const lines = (whole.includes('\r') ? whole.replace(/\r\n?/g, '\n') : whole).split('\n');
    lines[0] = rest + lines[0]!;
    rest = lines.pop()!;
    if (rest.length > LONGEST) hostile(file, before + lines.length + 1);
    for (let at = 0; at < lines.length; at++) {
      if (lines[at]!.length > LONGEST) hostile(file, before + at + 1);
      lines[at] = lines[at]!.trim();
    }
    before += lines.length;
    yield lines;
  }
  yield [rest.trim()];
}

const hostile = ({ name }: StatementFile, line: number): never => raise('statement-hostile', { file: name, line, why: `it has a line of more than ${LONGEST} characters` });
