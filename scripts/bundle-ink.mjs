/** How whatever is built on Ink is bundled: the dashboard, and what the bench measures it against. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Ink for a dashboard: lines that did not change are not taken apart again, no developer tools, and a terminal is a terminal also where CI is set.
 */
const lean = {
  name: 'lean',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@alcalzone\/ansi-tokenize$/ }, ({ importer }) => (importer.endsWith(join('ink', 'build', 'output.js')) ? { path: join(root, 'src/tui/kept-tokens.ts') } : undefined));
    // Widths of single characters by the same measure that lines are put together by, which knows ASCII at a glance.
    onResolve({ filter: /^string-width$/ }, ({ importer }) => (importer.endsWith(join('ink', 'build', 'output.js')) ? { path: 'string-width', namespace: 'measure' } : undefined));
    onLoad({ filter: /./, namespace: 'measure' }, () => ({ contents: "export { displayWidth as default } from './src/format/display-width.ts';", resolveDir: root }));
    onResolve({ filter: /^(?:react-devtools-core|is-in-ci|ws)$/ }, ({ path }) => ({ path, namespace: 'lean' }));
    onLoad({ filter: /./, namespace: 'lean' }, () => ({ contents: 'export default false;' }));
  },
};

/** Short names inside the libraries: half of the text that Node reads at every start. Our own code keeps its names, for the stack of a defect. */
const brief = {
  name: 'brief',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]node_modules[\\/].*\.[cm]?js$/ }, async ({ path }) => ({ contents: (await transform(await readFile(path, 'utf8'), { minify: true, charset: 'utf8', legalComments: 'none', define: ink.define })).code }));
  },
};

/**
 * Options of esbuild. A module: Ink's layout engine awaits at its top level, which only modules can. It reads itself from a data URL where there is a fetch, and the
 * first use of Node's takes 30 ms, a quarter of the start; without one it decodes the same bytes itself.
 */
export const ink = {
  format: 'esm',
  jsx: 'automatic',
  charset: 'utf8',
  define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"', fetch: 'undefined' },
  banner: { js: "import{createRequire as ftRequire}from'node:module';const require=ftRequire(import.meta.url);" },
  plugins: [lean, brief],
};
