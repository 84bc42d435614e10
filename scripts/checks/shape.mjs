/** The shape of files: names, depth, size; exports that are used and explained. */

const NAMELESS = /^(?:utils?|helpers?|common|shared|misc|managers?|services?)$/;
const LINES_MAX = 300;

const name = (part) => part.replace(/\..*$/, '');

/** Folders and files named after nothing, not in kebab-case, or nested more than two folders below their top. */
export function checkNames({ paths }) {
  return [...paths].filter((p) => /^(?:src|test|scripts)\//.test(p)).flatMap((path) => {
    const problems = [];
    const parts = path.split('/').slice(1);
    const bad = parts.map(name).find((part) => NAMELESS.test(part));
    if (bad) problems.push({ rule: 'nameless', path, line: 1, message: `"${bad}" names nothing: say what it is` });
    // Names that people and their tools look for are written as everywhere.
    if (path.startsWith('src/') && !parts.every((part) => part === 'README.md' || part === 'NOTICE.md' || /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+)*$/.test(part)))
      problems.push({ rule: 'file-name', path, line: 1, message: 'files and folders are named in kebab-case' });
    if (path.startsWith('src/') && parts.length > 3) problems.push({ rule: 'depth', path, line: 1, message: 'at most two folders deep' });
    return problems;
  });
}

/** Source files past 300 lines. Data (JSON) may be longer. */
export function checkSize({ sources }) {
  return sources.flatMap(({ path, text }) => {
    const lines = text.replace(/\n$/, '').split('\n').length;
    return lines > LINES_MAX ? [{ rule: 'size', path, line: LINES_MAX + 1, message: `${lines} lines: past ${LINES_MAX} it is two things` }] : [];
  });
}

const mentions = (code, word) => new RegExp(`(?<![\\w$])${word.replace(/\$/g, '\\$')}(?![\\w$])`, 'g');
const count = (code, word) => [...code.matchAll(mentions(code, word))].length;

/** Exports that no other file of src or test imports. A type may also serve the signatures of its own file. */
export function checkDeadExports({ sources, entries, keptExports = [] }) {
  const users = new Map();
  for (const source of sources)
    for (const item of source.imports) if (item.target) users.set(item.target, [...(users.get(item.target) ?? []), { source, item }]);
  return sources.filter((s) => s.path.startsWith('src/') && !entries.includes(s.path)).flatMap((source) =>
    source.exports.filter(({ name: exported, kind }) => {
      if (keptExports.includes(`${source.path}#${exported}`)) return false;
      if (kind === 'type' && count(source.code, exported) > 1) return false;
      return !(users.get(source.path) ?? []).some(({ source: user, item }) =>
        item.names.includes(exported) || (item.whole && count(user.code, exported) > 0));
    }).map(({ name: exported, line }) => ({ rule: 'dead-export', path: source.path, line, message: `nobody imports ${exported}` })));
}

/**
 * Exported functions without a docstring. Two one-line functions without a blank line between them may share the one
 * above them (`addMonths`, `addDays`: one sentence serves both).
 */
export function checkDocstrings({ sources }) {
  return sources.filter((s) => s.path.startsWith('src/')).flatMap((source) => {
    const documented = (start) => {
      const comment = source.comments.findLast((c) => c.end <= start);
      return comment !== undefined && comment.text.startsWith('/**') && source.text.slice(comment.end, start).trim() === ''
        && !source.text.slice(comment.end, start).includes('\n\n');
    };
    const shared = (item) => {
      const before = source.text.slice(0, item.start).replace(/\n$/, '').split('\n').at(-1);
      const above = source.exports.find((e) => e.line === item.line - 1);
      return item.oneLine && before !== '' && above !== undefined && above.kind === 'function' && above.oneLine && covered(above);
    };
    const covered = (item) => documented(item.start) || shared(item);
    return source.exports.filter((e) => e.kind === 'function' && !covered(e))
      .map((e) => ({ rule: 'docstring', path: source.path, line: e.line, message: `${e.name} does not say what goes in and out` }));
  });
}
