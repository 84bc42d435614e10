/** What a command line will need and takes long to start, started while the program itself is still being loaded. */
import { fileURLToPath } from 'node:url';

/** The thread of the local model, for the one command that always asks it. `from`: URL of the file that ft was started by. */
export async function startAhead(argv: readonly string[], from: string): Promise<void> {
  const command = argv[0] === '--home' ? argv[2] : argv[0];
  if (command !== 'classify' || argv.includes('--help')) return;
  const program = fileURLToPath(new URL('../dist/model-worker.js', from));
  const { modelThread } = await import('../categories/transformer/model-thread.ts');
  modelThread(program);
}
