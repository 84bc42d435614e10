/** `ft undo`: takes back any commit, the last one or one long ago. */
import type { Command } from '../command.ts';
import { switching } from '../switching.ts';

export const undoCommand: Command = {
  name: 'undo',
  summary: 'take back a commit, the last one or any other; shows first what would change',
  operands: '[commit]',
  examples: ['ft undo', 'ft undo --yes', 'ft history --limit 5'],
  run: (invocation) => switching('undo', invocation),
};
