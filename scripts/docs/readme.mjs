/** Fills README's demo block from the program, so that what stands there is what it prints. `--check` only compares. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const printed = execFileSync(process.execPath, ['bin/ft.js', 'demo', '--no-tui', '--no-color'], { encoding: 'utf8', cwd: at('.'), env: { ...process.env, COLUMNS: '100', FT_LANG: 'en', FT_ASCII: '' } })
  // The folder is made anew each time.
  .replace(/\S*finance-tracker-demo-\w+/g, '/tmp/finance-tracker-demo');
const readme = readFileSync(at('README.md'), 'utf8');
const block = `<!-- demo output: begin -->\n\`\`\`\n${printed.trimEnd()}\n\`\`\`\n<!-- demo output: end -->`;
const filled = readme.replace(/<!-- demo output: begin -->[\s\S]*<!-- demo output: end -->/, () => block);
if (!process.argv.includes('--check')) writeFileSync(at('README.md'), filled);
else if (filled !== readme) {
  process.stderr.write('README.md does not show what ft demo prints: run node scripts/docs/readme.mjs\n');
  process.exitCode = 1;
}
