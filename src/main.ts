/** argv -> command -> exit code. The only process.exit; nothing heavy is imported before the command is known. */
declare const FT_VERSION: string;

// Looking at a closed pipe (`ft list | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const argv = process.argv.slice(2);
if (argv.length === 1 && argv[0] === '--version') process.stdout.write(`${FT_VERSION}\n`);
else {
  const [{ run }, { environmentFrom }, { clockFrom }, { systemRandom }, { homePath }, { homedir }] = await Promise.all([
    import('./cli/program.ts'), import('./machine/environment.ts'), import('./machine/clock.ts'), import('./machine/random.ts'), import('./machine/paths.ts'), import('node:os'),
  ]);
  const environment = environmentFrom(process, homedir());
  try {
    process.exitCode = await run(argv, {
      version: FT_VERSION,
      environment,
      clock: () => clockFrom(environment.fixedNow),
      random: systemRandom,
      homeOf: (flag) => homePath(flag, environment, process.cwd()),
    });
  } catch (error) {
    // A defect: told plainly, and not as the bundle's source line.
    process.stderr.write(`ft: this is a defect in ft, not in your data; nothing was changed by it.\n${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  }
}
