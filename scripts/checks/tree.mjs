/** All checks over a tree, given as {path: text}; so a test can plant a violation without touching the disk. */
import { checkCycles, checkDeadFiles, checkDirections } from './arrows.mjs';
import { checkBanned, checkSkippedTests, checkSql } from './banned.mjs';
import { checkDecisions, checkLinks } from './documents.mjs';
import { checkDeadExports, checkDocstrings, checkNames, checkSize } from './shape.mjs';
import { readSource } from './source.mjs';

/** Where the product begins: the program, the thread of the local model, and what the build puts between Ink and its tokenizer. Anything under src that is not reached from here is dead. */
const ENTRIES = ['src/main.ts', 'src/categories/transformer/worker.ts', 'src/tui/kept-tokens.ts'];
/** Folders of data that the program reads by name, with what is said about them. */
const DATA = ['src/categories/merchants/'];
/** Exports that stay though nobody imports them, as `path#name`, each with its reason beside it. */
const KEPT_EXPORTS = [];

const CHECKS = [checkDirections, checkCycles, checkDeadFiles, checkDeadExports, checkBanned, checkSql, checkSkippedTests, checkNames, checkSize, checkDocstrings, checkLinks, checkDecisions];

/**
 * Tree as {path: text}, paths relative to the repository with forward slashes -> problems [{rule, path, line, message}],
 * sorted by path and line; none for a clean tree.
 */
export function checkTree(files) {
  const all = Object.entries(files);
  const tree = {
    paths: new Set(Object.keys(files)),
    sources: all.filter(([path]) => /^(?:src|test|scripts)\/.*\.(?:tsx?|mjs)$/.test(path) && !path.endsWith('.d.mts')).map(([path, text]) => readSource(path, text)),
    documents: all.filter(([path]) => path.endsWith('.md')).map(([path, text]) => ({ path, text })),
    entries: ENTRIES,
    data: DATA,
    keptExports: KEPT_EXPORTS,
  };
  return CHECKS.flatMap((check) => check(tree)).sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line));
}
