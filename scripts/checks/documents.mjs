/** Documents: links and named files that exist, decisions numbered without a gap or a twin. */
import { lineAt, resolveImport } from './source.mjs';

const folderExists = (paths, path) => path === '' || [...paths].some((p) => p.startsWith(`${path}/`));
const exists = (paths, path) => paths.has(path) || folderExists(paths, path.replace(/\/$/, ''));

/** `# Some *Heading*` -> the anchor that a Markdown renderer gives it. */
const anchor = (heading) => heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').trim().replace(/\s/g, '-');
const anchors = (text) => new Set([...text.matchAll(/^#{1,6}\s+(.+)$/gm)].map((m) => anchor(m[1])));

/** Relative links (and their #anchors) that lead nowhere; source files named in backticks that are gone. */
export function checkLinks({ documents, paths }) {
  return documents.flatMap(({ path, text }) => {
    const problems = [];
    const bad = (rule, index, message) => problems.push({ rule, path, line: lineAt(text, index), message });
    for (const m of text.matchAll(/\]\(\s*([^()\s]+)(?:\s+"[^"]*")?\s*\)/g)) {
      const [file, fragment] = m[1].split('#');
      if (/^[a-z][a-z+.-]*:/i.test(m[1])) continue;
      const target = file === '' ? path : resolveImport(path, file.startsWith('.') ? file : `./${file}`);
      if (!exists(paths, target)) bad('doc-link', m.index, `the link to ${m[1]} leads nowhere`);
      else if (fragment && target.endsWith('.md') && !anchors(documents.find((d) => d.path === target)?.text ?? '').has(fragment))
        bad('doc-link', m.index, `${target} has no heading #${fragment}`);
    }
    for (const m of text.matchAll(/`((?:src|test|scripts|docs|bin|fixtures)\/[\w./-]+)`/g))
      if (!exists(paths, m[1])) bad('doc-file', m.index, `names ${m[1]}, which is not there`);
    return problems;
  });
}

/** Decision files: `NNNN-name.md`, each number once, from 0001 without a gap, the number repeated in the title. */
export function checkDecisions({ documents }) {
  const problems = [];
  const seen = new Map();
  for (const { path, text } of documents.filter((d) => d.path.startsWith('docs/decisions/'))) {
    const number = /^docs\/decisions\/(\d{4})-[a-z0-9-]+\.md$/.exec(path)?.[1];
    const bad = (message) => problems.push({ rule: 'decision', path, line: 1, message });
    if (!number) { bad('a decision is named NNNN-what-was-decided.md'); continue; }
    if (seen.has(number)) bad(`the number ${number} is taken by ${seen.get(number)}`);
    seen.set(number, path);
    if (!text.startsWith(`# ${number} `)) bad(`its title must begin with "# ${number} "`);
    if (!/^## Rejected/m.test(text)) bad('it must say what was rejected, under "## Rejected"');
  }
  [...seen.keys()].sort().forEach((number, index) => {
    if (Number(number) !== index + 1) problems.push({ rule: 'decision', path: seen.get(number), line: 1, message: `numbers run without a gap: expected ${String(index + 1).padStart(4, '0')}` });
  });
  return problems;
}
