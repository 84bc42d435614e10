/** `ft redo`: brings back a commit that was undone. */
import type { Command } from '../command.ts';
import { switching } from '../switching.ts';

export const redoCommand: Command = {
  name: 'redo',
  summary: 'bring back a commit that was undone, the last one or any other',
  operands: '[commit]',
  examples: ['ft redo', 'ft redo --yes', 'ft history --limit 5'],
  run: (invocation) => switching('redo', invocation),
};
