/** argv -> command -> exit code. The only process.exit; nothing heavy is imported before the command is known. */
import { startAhead } from './cli/ahead.ts';
import { modelWorker } from './machine/beside.ts';

declare const FT_VERSION: string;

// Looking at a closed pipe (`ft list | head`) is no failure; a full disk behind `ft export > file` is one.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  // The terminal is gone. Node's own way out would set it back first, fail at that, and dump its core.
  if (error.code === 'EIO' && process.stdout.isTTY) {
    process.emit('exit', 1);
    process.kill(process.pid, 'SIGKILL');
  }
  process.stderr.write(`ft: The output could not be written: ${error.message}.\n    Make room where it goes, then ask again; a change that was asked for is made (ft history).\n`);
  process.exit(1);
});

const argv = process.argv.slice(2);
if (argv.length === 1 && argv[0] === '--version') process.stdout.write(`${FT_VERSION}\n`);
else void start();

async function start(): Promise<void> {
  try {
    const isAlone = argv.length === 0 || (argv.length === 2 && argv[0] === '--home');
    if (isAlone && process.stdin.isTTY && process.stdout.isTTY) {
      const { startDashboard } = await import('./tui/open.ts');
      const exit = await startDashboard(process, argv[1], async () => (await import('./cli/program.ts')).commands);
      if (exit !== undefined) return void (process.exitCode = exit);
    }
    await startAhead(argv, modelWorker(import.meta.url));
    const program = await import('./cli/program.ts');
    process.exitCode = await program.start(argv, FT_VERSION, process);
  } catch (error) {
    // A defect: told plainly, and not as the bundle's source line.
    if (argv.includes('--json')) process.stdout.write(`${JSON.stringify({ error: { code: 'defect', message: 'This is a defect in ft, not in your data; nothing was changed by it.', hint: 'What standard error says helps to find it.' } })}\n`);
    process.stderr.write(`ft: this is a defect in ft, not in your data; nothing was changed by it.\n${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  }
}
