/** A line asked for at a terminal: what Ctrl-D and Ctrl-C do there. */
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Terminal } from '../../../src/cli/terminal.ts';
import type { Environment } from '../../../src/values/ambient.ts';

const environment: Environment = {
  platform: 'linux', program: 'ft', userHome: '/nowhere', noColor: true, forceColor: false, ascii: false, language: 'en', columns: 120, stdinIsTty: true, stdoutIsTty: true, screenReader: false, stderrIsTty: true,
};

describe('a line asked for at a terminal', () => {
  let stdin: PassThrough;
  const asked = (): Promise<string> => new Terminal(environment, { json: false, quiet: false, color: false }).ask('Its name: ');
  beforeEach(() => {
    stdin = new PassThrough();
    vi.spyOn(process, 'stdin', 'get').mockReturnValue(stdin as unknown as typeof process.stdin);
    vi.spyOn(process, 'stderr', 'get').mockReturnValue(Object.assign(new PassThrough().resume(), { isTTY: true, columns: 80 }) as unknown as typeof process.stderr);
  });
  afterEach(() => { vi.restoreAllMocks(); });

  it('is what was typed', async () => {
    const line = asked();
    stdin.write('cafes\r');
    expect(await line).toBe('cafes');
  });
  it('is empty at Ctrl-D', async () => {
    const line = asked();
    stdin.write('\u0004');
    expect(await line).toBe('');
  });
  it('ends the program at Ctrl-C, as between questions', async () => {
    const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
    const line = asked();
    stdin.write('\u0003');
    await vi.waitFor(() => { expect(kill).toHaveBeenCalledWith(process.pid, 'SIGINT'); });
    stdin.end();
    expect(await line).toBe('');
  });
});
