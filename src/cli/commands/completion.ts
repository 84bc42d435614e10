/** `ft completion`: a script for the shell that knows every command and option. */
import { raise } from '../../errors.ts';
import type { Command, Invocation, Stream } from '../command.ts';
import { completionScript } from '../completion-script.ts';

export const completionCommand: Command = {
  name: 'completion',
  summary: 'completion of commands and options for bash, zsh or fish',
  operands: '<shell>',
  examples: ['source <(ft completion bash)', 'ft completion zsh > "${fpath[1]}/_ft"', 'ft completion fish > ~/.config/fish/completions/ft.fish'],
  run,
};

async function run({ operands, json }: Invocation): Promise<Stream> {
  const [shell = ''] = operands;
  if (json) raise('usage', { why: 'A completion script is no JSON.', hint: 'Leave --json out.' });
  if (shell !== 'bash' && shell !== 'zsh' && shell !== 'fish') raise('usage', { why: `There is no completion for ${shell}.`, hint: 'There is bash, zsh and fish.' });
  const { commands } = await import('./list.ts');
  return { stream: [completionScript(shell, await Promise.all(commands.map(({ load }) => load())))] };
}
