/** Imports: which room may import which, no cycles between files, no file that nothing reaches. */

/**
 * Room -> the rooms it may import, itself always included. Read downwards it is the house of DESIGN section 2:
 * faces -> app -> journeys -> knowledge -> truth -> values.
 */
const BASE = ['values', 'errors'];
const TRUTH = ['read-model', 'ledger', ...BASE];
const KNOWLEDGE = ['categories', 'insight', ...TRUTH];
const WORDS = ['format', 'intake', ...KNOWLEDGE];
const FACE = ['app', 'words', 'config', 'format', 'intake', 'alerts', 'hub', 'privacy', ...KNOWLEDGE];
export const MAY_IMPORT = {
  values: [],
  errors: ['values'],
  config: BASE,
  machine: BASE,
  format: BASE,
  ledger: BASE,
  'read-model': ['ledger', ...BASE],
  categories: TRUTH,
  insight: ['categories', ...TRUTH],
  intake: KNOWLEDGE,
  alerts: KNOWLEDGE,
  hub: KNOWLEDGE,
  privacy: KNOWLEDGE,
  app: ['machine', ...FACE],
  words: WORDS,
  cli: ['tui', ...FACE],
  tui: FACE,
  api: FACE,
  main: ['app', 'cli', 'tui', 'config', 'format', 'machine', ...BASE],
};

/** `src/intake/dedup.ts` -> intake; `src/app.ts` -> app; outside src undefined. */
export const roomOf = (path) => (path.startsWith('src/') ? path.split('/')[1].replace(/\.(ts|tsx|json)$/, '') : undefined);

const problem = (rule, source, line, message) => ({ rule, path: source.path, line, message });

/** Imports that go up or sideways, into an unknown room, or to a file that is not there. */
export function checkDirections({ sources, paths }) {
  const problems = [];
  for (const source of sources.filter((s) => s.path.startsWith('src/'))) {
    const room = roomOf(source.path);
    const allowed = MAY_IMPORT[room];
    if (!allowed) problems.push(problem('import-direction', source, 1, `there is no room "${room}": name it in scripts/checks/arrows.mjs with what it may import`));
    for (const { target, specifier, line } of source.imports) {
      if (target === undefined) {
        if (room === 'values' && !specifier.startsWith('node:')) problems.push(problem('import-direction', source, line, `values import nothing from outside, not ${specifier}`));
        continue;
      }
      if (!paths.has(target)) problems.push(problem('import-missing', source, line, `there is no ${target}`));
      const to = roomOf(target);
      if (to === undefined) problems.push(problem('import-direction', source, line, `the product does not import ${target}`));
      else if (to !== room && allowed && !allowed.includes(to)) problems.push(problem('import-direction', source, line, `${room} must not import ${to} (${target})`));
    }
  }
  return problems;
}

/** Cycles between files, each told once, from its first file in alphabetical order. */
export function checkCycles({ sources }) {
  const edges = new Map(sources.filter((s) => s.path.startsWith('src/')).map((s) => [s.path, s.imports.filter((i) => !i.lazy && i.target).map((i) => i.target)]));
  const state = new Map();
  const told = new Set();
  const problems = [];
  const visit = (path, trail) => {
    if (state.get(path) === 'done' || !edges.has(path)) return;
    if (state.get(path) === 'open') {
      const cycle = trail.slice(trail.indexOf(path));
      const first = [...cycle].sort()[0];
      const key = [...cycle].sort().join(' ');
      if (!told.has(key)) problems.push({ rule: 'import-cycle', path: first, line: 1, message: `imports in a circle: ${[...cycle, path].join(' -> ')}` });
      told.add(key);
      return;
    }
    state.set(path, 'open');
    for (const next of edges.get(path)) visit(next, [...trail, path]);
    state.set(path, 'done');
  };
  for (const path of [...edges.keys()].sort()) visit(path, []);
  return problems;
}

/** Files under src that no import, lazy ones included, reaches from the entries. */
export function checkDeadFiles({ sources, paths, entries, data }) {
  const byPath = new Map(sources.map((s) => [s.path, s]));
  const reached = new Set();
  const walk = (path) => {
    if (reached.has(path)) return;
    reached.add(path);
    for (const { target } of byPath.get(path)?.imports ?? []) if (target) walk(target);
  };
  entries.forEach(walk);
  const isData = (path) => !byPath.has(path) && data.some((folder) => path.startsWith(folder));
  return [...paths].filter((path) => path.startsWith('src/') && !reached.has(path) && !isData(path)).sort()
    .map((path) => ({ rule: 'dead-file', path, line: 1, message: `nothing reaches it from ${entries.join(', ')}` }));
}
