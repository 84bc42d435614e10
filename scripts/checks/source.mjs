/**
 * Reads one TypeScript file far enough for the checks: code with comments and string contents blanked out, the comments
 * and strings by themselves, what it imports and what it exports. A small lexer, because the native `tsc` has no API.
 */

/** A `/` starts a regular expression after these words and after an operator; elsewhere it divides. */
const BEFORE_REGEX = new Set(['return', 'typeof', 'case', 'in', 'of', 'do', 'else', 'void', 'throw', 'await', 'yield', 'new']);

/**
 * Text -> {code, strings, comments}. `code` has the length and line breaks of the text; comments and the contents of
 * strings, templates and regular expressions are blanks in it. Each string or comment carries its `start` offset and `end`;
 * the pieces of one template share a `group`. Code inside `${}` of a template stays code.
 */
export function mask(text) {
  const code = text.split('');
  const strings = [];
  const comments = [];
  const blank = (from, to) => { for (let i = from; i < to; i++) if (code[i] !== '\n') code[i] = ' '; };
  /** For each open template literal: the depth of braces at which it continues, and where it began. */
  const templates = [];
  let depth = 0;
  let i = 0;

  const quoted = (quote) => {
    const start = i + 1;
    i = start;
    while (i < text.length && text[i] !== quote && text[i] !== '\n') i += text[i] === '\\' ? 2 : 1;
    strings.push({ text: text.slice(start, i), start, end: i });
    blank(start, i);
    i++;
  };
  const template = (start, group) => {
    i = start;
    while (i < text.length && text[i] !== '`' && !(text[i] === '$' && text[i + 1] === '{')) i += text[i] === '\\' ? 2 : 1;
    strings.push({ text: text.slice(start, i), start, end: i, group });
    blank(start, i);
    if (text[i] === '$') { templates.push({ depth, group }); depth++; i += 2; } else i++;
  };
  const regex = () => {
    const start = i + 1;
    let inClass = false;
    i = start;
    while (i < text.length && text[i] !== '\n' && (inClass || text[i] !== '/')) {
      if (text[i] === '[') inClass = true;
      if (text[i] === ']') inClass = false;
      i += text[i] === '\\' ? 2 : 1;
    }
    blank(start, i);
    i++;
  };
  const startsRegex = () => {
    const before = code.slice(Math.max(0, i - 200), i).join('').trimEnd();
    if (before === '') return true;
    const word = /[A-Za-z_$][\w$]*$/.exec(before);
    return word ? BEFORE_REGEX.has(word[0]) : !/[\w$)\]}'"`]$/.test(before);
  };

  while (i < text.length) {
    const c = text[i];
    if (c === '/' && (text[i + 1] === '/' || text[i + 1] === '*')) {
      const start = i;
      const close = text[i + 1] === '/' ? text.indexOf('\n', i) : text.indexOf('*/', i + 2) + 2;
      i = close < (text[start + 1] === '/' ? 0 : 2) ? text.length : close;
      comments.push({ text: text.slice(start, i), start, end: i });
      blank(start, i);
    } else if (c === "'" || c === '"') quoted(c);
    else if (c === '`') template(i + 1, i);
    else if (c === '/' && startsRegex()) regex();
    else {
      if (c === '{') depth++;
      if (c === '}') {
        depth--;
        if (templates.at(-1)?.depth === depth) { template(i + 1, templates.pop().group); continue; }
      }
      i++;
    }
  }
  return { code: code.join(''), strings, comments };
}

/** Offset -> 1-based line. */
export const lineAt = (text, offset) => text.slice(0, offset).split('\n').length;

/** Relative import specifier beside the importing path -> path in the tree. A package or builtin stays undefined. */
export function resolveImport(from, specifier) {
  if (!specifier.startsWith('.')) return undefined;
  const parts = from.split('/').slice(0, -1);
  for (const step of specifier.split('/')) {
    if (step === '..') parts.pop();
    else if (step !== '.') parts.push(step);
  }
  return parts.join('/');
}

/** Names inside `{a, b as c, type D}` -> the names on the exporting side. */
const braced = (list) => list.split(',').map((item) => item.trim().replace(/^type\s+/, '').split(/\s+as\s+/)[0]).filter(Boolean);

/** Masked file -> [{specifier, target, names, whole, lazy, line}]. `whole`: a namespace or lazy import, any name may be used. */
function importsOf(path, text, { code, strings }) {
  const stringAt = new Map(strings.map((s) => [s.start, s.text]));
  const found = [];
  const record = (match, clause, lazy) => {
    const specifier = stringAt.get(match.index + match[0].length);
    if (specifier === undefined) return;
    const names = /\{([\s\S]*)\}/.exec(clause)?.[1] ?? '';
    const rest = clause.replace(/\{[\s\S]*\}/, '').replace(/^\s*(import|export)\b/, '').replace(/\btype\b/, '').trim();
    found.push({
      specifier, target: resolveImport(path, specifier), names: [...braced(names), ...(/^\w/.test(rest) ? ['default'] : [])],
      whole: lazy || rest.includes('*'), lazy, reexport: /^\s*export/.test(clause), line: lineAt(text, match.index),
    });
  };
  for (const m of code.matchAll(/\b(?:import|export)\b([^'"`;()=]*?)\bfrom\s*['"]/g)) record(m, m[0], false);
  for (const m of code.matchAll(/\bimport\s*['"]/g)) record(m, '', false);
  for (const m of code.matchAll(/\bimport\s*\(\s*['"`]/g)) record(m, '', true);
  return found;
}

/** Masked file -> [{name, kind, line, start, oneLine}]; kind: function, value, type or list. */
function exportsOf(text, code) {
  const found = [];
  const add = (m, name, kind) => found.push({ name, kind, start: m.index, line: lineAt(text, m.index), oneLine: /;\s*$/.test(code.slice(m.index).split('\n')[0]) });
  for (const m of code.matchAll(/^export\s+(?:async\s+)?function\s*\*?\s*([\w$]+)/gm)) add(m, m[1], 'function');
  for (const m of code.matchAll(/^export\s+(?:const|let|var)\s+([\w$]+)([^\n]*(?:\n(?!export|\})[^\n]*){0,3})/gm))
    add(m, m[1], /^[^;]*?[^=!<>]=\s*(?:async\s*)?(?:<[^>]*>\s*)?(?:function\b|\([^;]*?\)\s*(?::[^;]*?)?=>|[\w$]+\s*=>)/.test(m[2]) ? 'function' : 'value');
  for (const m of code.matchAll(/^export\s+(?:abstract\s+)?(class|enum)\s+([\w$]+)/gm)) add(m, m[2], 'value');
  for (const m of code.matchAll(/^export\s+(?:declare\s+)?(?:interface|type)\s+([\w$]+)/gm)) add(m, m[1], 'type');
  for (const m of code.matchAll(/^export\s*(?:type\s*)?\{([^}]*)\}(?!\s*from)/gm))
    for (const item of m[1].split(',')) if (item.trim()) add(m, item.trim().replace(/^type\s+/, '').split(/\s+as\s+/).at(-1), 'list');
  return found;
}

/** Path and text -> everything the checks ask of one source file. */
export function readSource(path, text) {
  const masked = mask(text);
  return { path, text, ...masked, imports: importsOf(path, text, masked), exports: exportsOf(text, masked.code) };
}
