/**
 * src/main.ts -> dist/main.js, and one file for each thing that is loaded lazily. Bundled and minified because start-up time
 * is file count times parse time; of better-sqlite3 only the native half stays outside. `--maps` adds external source maps.
 */
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { ink } from './bundle-ink.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** What only some commands need, each a file of its own: statement layouts, event schemas, tables, colours. `--version` needs none. */
const LAZY = {
  program: 'src/cli/program.ts',
  delivering: 'src/cli/commands/delivering.ts',
  banking: 'src/cli/commands/banking.ts',
  hub: 'src/cli/commands/sharing.ts',
  schemas: 'src/ledger/events/list.ts',
  'bank-machine': 'src/machine/bank-machine.ts',
  'model-thread': 'src/categories/transformer/model-thread.ts',
  'layout-schema': 'src/intake/profiles/schema.ts',
  'cli-table3': 'cli-table3',
  chalk: 'chalk',
};

/**
 * Functions with heavy libraries behind them that hardly a file needs: spreadsheets, web pages, archives, exports of ft itself. They are
 * imported like any other; in the bundle the import is a stub that loads readers.js at the first call.
 */
const DEFERRED = {
  'src/intake/statements/workbook.ts': ['readWorkbook'],
  'src/intake/statements/html.ts': ['readHtml'],
  'src/intake/statements/finance-tracker.ts': ['readFinanceTracker'],
  'src/intake/zip.ts': ['openZip'],
};

const deferred = {
  name: 'deferred',
  setup({ onResolve, onLoad, resolve }) {
    onResolve({ filter: /^deferred-readers$/ }, () => ({ path: 'readers', namespace: 'deferred-entry' }));
    onLoad({ filter: /./, namespace: 'deferred-entry' }, () => ({
      contents: Object.entries(DEFERRED).map(([source, names]) => `export { ${names.join(', ')} } from './${source}';`).join('\n'), resolveDir: root,
    }));
    onResolve({ filter: /\.ts$/ }, async ({ path, kind, importer, resolveDir, namespace, pluginData }) => {
      if (kind !== 'import-statement' || pluginData === 'asked' || namespace === 'deferred-entry' || namespace === 'deferred') return undefined;
      const found = await resolve(path, { kind, importer, resolveDir, pluginData: 'asked' });
      const wanted = relative(root, found.path).replaceAll(sep, '/');
      // Among themselves they stand in one file.
      return wanted in DEFERRED && !isHeavy(relative(root, importer).replaceAll(sep, '/')) ? { path: wanted, namespace: 'deferred' } : undefined;
    });
    onLoad({ filter: /./, namespace: 'deferred' }, ({ path }) => ({
      contents: `${DEFERRED[path].map((name) => `export const ${name} = (...given) => require('./readers.js').${name}(...given);`).join('\n')}`,
    }));
    onResolve({ filter: /^\.\/readers\.js$/ }, ({ namespace }) => (namespace === 'deferred' ? { path: './readers.js', external: true } : undefined));
  },
};
const isHeavy = (path) => path in DEFERRED || /^src\/intake\/(?:workbook|html|finance-tracker)\//.test(path);

/** A module of its own, behind a door of CommonJS; and what it reads when its first frame stands. */
const DASHBOARD = 'src/tui/open.ts';
const ON_INK = 'src/tui/mount.tsx';

/** Dynamic imports of the lazy files are left to run time; all others are folded into the file that asks. */
const lazily = (files) => ({
  name: 'lazily',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /./ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
      if (kind !== 'dynamic-import' || pluginData === 'asked') return undefined;
      const found = await resolve(path, { kind, importer, resolveDir, pluginData: 'asked' });
      const wanted = relative(root, found.path).replaceAll(sep, '/');
      const lazy = Object.entries(files).find(([, source]) => source === wanted || source === path);
      return lazy ? { path: `./${lazy[0]}${lazy[0].includes('.') ? '' : '.js'}`, external: true } : undefined;
    });
  },
});

/** Of transformers.js, text needs neither pictures nor the browser's runtime. */
const unneeded = {
  name: 'unneeded',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(?:sharp|onnxruntime-web)$/ }, ({ path }) => ({ path, namespace: 'unneeded' }));
    onLoad({ filter: /./, namespace: 'unneeded' }, () => ({ contents: 'module.exports = { env: { wasm: {} } };' }));
  },
};

/** What the program and the dashboard are built alike in. */
const COMMON = {
  absWorkingDir: root,
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node20',
  // Identifiers keep their names, so that the stack of a defect can be read in a report; 10 % larger, no slower.
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none', // all of them stand in LICENSES.txt
  metafile: true,
  sourcemap: process.argv.includes('--maps') ? 'external' : false,
  write: false,
  logLevel: 'warning',
};

const { outputFiles, metafile } = await build({
  ...COMMON,
  entryPoints: [
    { in: 'src/main.ts', out: 'main' }, { in: 'src/categories/transformer/worker.ts', out: 'model-worker' },
    ...Object.entries(LAZY).map(([out, source]) => ({ in: source, out })), { in: 'deferred-readers', out: 'readers' },
  ],
  external: ['onnxruntime-node', '@napi-rs/keyring'],
  // CommonJS: Node starts its module loader for ESM only when something asks for it, and that costs as long as opening a ledger.
  format: 'cjs',
  supported: { 'dynamic-import': false },
  define: { FT_VERSION: JSON.stringify(version), 'import.meta.url': 'ftUrl' },
  banner: { js: "const ftUrl=require('node:url').pathToFileURL(__filename).href;" },
  plugins: [lazily({ ...LAZY, tui: DASHBOARD }), deferred, unneeded],
});

const dashboard = await build({
  ...COMMON,
  entryPoints: [{ in: DASHBOARD, out: 'tui' }, { in: ON_INK, out: 'ink' }],
  outExtension: { '.js': '.mjs' },
  ...ink,
  define: { ...ink.define, FT_VERSION: JSON.stringify(version) },
  // Colours are wanted at once; the rest only by what writes.
  plugins: [...ink.plugins, lazily({ ...LAZY, chalk: '', 'ink.mjs': ON_INK })],
});

/** The bank of `ft bank connect --provider demo`, a process of its own; tests play other banks with the same code. */
const demoBank = await build({ ...COMMON, entryPoints: [{ in: 'test/bank-simulator/main.ts', out: 'bank-simulator' }], outExtension: { '.js': '.mjs' }, format: 'esm' });

/** What the commands require: a require cannot load a module, an import can. */
const DOOR = ['openDashboard', 'startDashboard'].map((name) => `exports.${name}=async(...given)=>(await import('./tui.mjs')).${name}(...given);\n`).join('');

/** The licence of each bundled package, as its folder has it: whoever hands on the bundle hands on these. */
function licences() {
  const folders = new Set([...Object.keys(metafile.inputs), ...Object.keys(dashboard.metafile.inputs)]
    .flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []));
  return [...folders].sort().map((folder) => {
    const { name, version: bundled, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
    return `${name} ${bundled} (${license})\n\n${file ? readFileSync(join(root, folder, file), 'utf8').trim() : 'No licence file in the package.'}\n`;
  }).join(`\n${'-'.repeat(80)}\n\n`);
}

/** The lists of known merchants as the block of bytes that ft looks names up in, made by ft's own code. */
async function merchants() {
  const { outputFiles: [code] } = await build({
    absWorkingDir: root, stdin: { contents: "export * from './src/categories/merchant-index.ts'; export * from './src/categories/merchant-list.ts';", resolveDir: root },
    bundle: true, format: 'esm', platform: 'node', write: false, define: { 'import.meta.url': JSON.stringify(import.meta.url) },
  });
  const { compileMerchants, readLists } = await import(`data:text/javascript;base64,${Buffer.from(code.contents).toString('base64')}`);
  return compileMerchants(readLists(new URL('../src/categories/merchants/', import.meta.url)));
}

// Written first, pruned after: a running ft finds its chunks until the new ones lie beside them.
mkdirSync(dist, { recursive: true });
const built = [...outputFiles, ...dashboard.outputFiles, ...demoBank.outputFiles];
for (const { path, contents } of built) writeFileSync(path, contents);
writeFileSync(join(dist, 'tui.js'), DOOR);
writeFileSync(join(dist, 'merchants.index'), await merchants());
const notice = readFileSync(join(root, 'src/categories/merchants/NOTICE.md'), 'utf8');
writeFileSync(join(dist, 'LICENSES.txt'), `${licences()}\n${'-'.repeat(80)}\n\n${notice}`);
writeFileSync(join(dist, 'package.json'), '{"type":"commonjs"}\n');
const kept = new Set(['LICENSES.txt', 'package.json', 'merchants.index', 'tui.js', ...built.map(({ path }) => basename(path))]);
for (const name of readdirSync(dist)) if (!kept.has(name)) rmSync(join(dist, name), { recursive: true });

const kilobytes = Math.round(built.reduce((total, { contents }) => total + contents.length, 0) / 1024);
process.stderr.write(`built dist/main.js ${version}: ${built.length} files, ${kilobytes} KB\n`);
