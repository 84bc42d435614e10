/** README shows what the program prints. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { withoutPty } from '../tui/pty.ts';

it('README shows the demo as it is', () => {
  const script = fileURLToPath(new URL('../../scripts/docs/readme.mjs', import.meta.url));
  // With the shipped model, as a person sees it.
  expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe', env: { ...process.env, FT_MODEL: '' } })).not.toThrow();
});

it.skipIf(withoutPty !== undefined)(withoutPty ?? 'README\'s pictures are what the dashboard shows', { timeout: 60_000 }, () => {
  const script = fileURLToPath(new URL('../../scripts/docs/pictures.mjs', import.meta.url));
  expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' })).not.toThrow();
});
