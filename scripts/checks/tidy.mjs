/** `npm run tidy`: reads the working tree, prints every problem as path:line, exits 1 if there is one. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkTree } from './tree.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const ROOMS = ['src', 'test', 'scripts', 'docs', 'bin', 'fixtures', 'models', '.ci', '.github'];
const TEXT = /\.(?:tsx?|mjs|mts|md|json)$/;

/** Repository -> {path: text}. Files that no check reads (statements, images) stand with an empty text. */
function readTree() {
  const files = {};
  const add = (path) => { files[path] = TEXT.test(path) ? readFileSync(join(root, path), 'utf8') : ''; };
  for (const entry of readdirSync(root)) if (statSync(join(root, entry)).isFile()) add(entry);
  for (const room of ROOMS) {
    let entries = [];
    try { entries = readdirSync(join(root, room), { recursive: true, withFileTypes: true }); } catch { continue; }
    for (const entry of entries) if (entry.isFile()) add(join(entry.parentPath ?? entry.path, entry.name).slice(root.length).replaceAll('\\', '/'));
  }
  return files;
}

const files = readTree();
const problems = checkTree(files);
for (const { path, line, rule, message } of problems) process.stderr.write(`${path}:${line}  ${rule}  ${message}\n`);
const sources = Object.keys(files).filter((path) => path.startsWith('src/')).length;
process.stdout.write(problems.length === 0 ? `tidy: ${sources} source files, nothing to mend\n` : `tidy: ${problems.length} to mend\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
