/** What a command line will need and takes long to start, started while the program itself is still being loaded. */

/** The thread of the local model, for the one command that always asks it. `worker`: path of the thread's program. */
export async function startAhead(argv: readonly string[], worker: string): Promise<void> {
  const command = argv[0] === '--home' ? argv[2] : argv[0];
  if (command !== 'classify' || argv.includes('--help')) return;
  const { modelThread } = await import('../categories/transformer/model-thread.ts');
  modelThread(worker);
}
