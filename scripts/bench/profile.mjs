/** Where a profiled run spent its time. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folder that `--cpu-prof-dir` wrote one profile into -> its forty dearest functions, by their own time, on stdout. */
export function tellProfile(what, into) {
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(join(into, readdirSync(into)[0]), 'utf8'));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const own = new Map();
  samples.forEach((id, at) => {
    const { functionName, url, lineNumber } = byId.get(id).callFrame;
    const name = `${functionName || '(top)'}  ${url.split('/').at(-1)}${url === '' ? '' : `:${lineNumber + 1}`}`;
    own.set(name, (own.get(name) ?? 0) + timeDeltas[at] / 1000);
  });
  const total = [...own.values()].reduce((sum, part) => sum + part, 0);
  const largest = [...own].sort((a, b) => b[1] - a[1]).slice(0, 40).map(([name, part]) => `  ${part.toFixed(1).padStart(8)} ms  ${(100 * part / total).toFixed(1).padStart(5)} %  ${name}`);
  writeFileSync(1, `${what}: ${Math.round(total)} ms\n${largest.join('\n')}\n\n`);
}
