// Bundles each compiled app into one program, <build>/apps/<app>/bundle/main.js, the tools into
// <build>/tools, and the command of users into <build>/cli: resolving and reading some 1,500 files
// would take longer than running them. Code that a program loads on demand is in separate files. The
// input is tsc's output, because decorators need its metadata.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FOREIGN, withoutOptional } from './scripts/build/without-optional.mjs';

const BUILD = process.env.BUILD_FOLDER ?? fileURLToPath(new URL('dist', import.meta.url));
const APPS = `${BUILD}/apps/`;

/**
 * External: packages that use __dirname to find their files (WebAssembly, binaries, pages,
 * threads), and an optional one that pg asks for in its own way.
 */
const EXTERNAL = [
  /^@electric-sql\//,
  /^@node-rs\/argon2/,
  /^fs-native-extensions/,
  /^pg-native$/,
  /^pino$/,
  /^swagger-ui-dist/,
  /^write-file-atomic$/,
];

/** The names that such packages use; they are undefined in a bundle. */
const USES_ITS_PATH = /\b__(?:file|dir)name\b/;
const refusePathUses = {
  name: 'refuse-path-uses',
  renderChunk(code, { fileName }) {
    if (!USES_ITS_PATH.test(code)) return;
    this.error(`${fileName} uses __filename or __dirname: make that package external`);
  },
};

/** A character beyond Latin-1 makes V8 store the whole file with two bytes per character. */
const BEYOND_LATIN1 = /(?<!\\)[^\0-\xff]/g;
const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Source maps for our own code only; those of packages would cost time and memory. */
const ownSourceMaps = {
  name: 'own-source-maps',
  load: {
    filter: { id: { include: /\.js$/, exclude: FOREIGN } },
    handler: (id) => ({
      code: readFileSync(id, 'utf8'),
      map: readFileSync(`${id}.map`, 'utf8'),
    }),
  },
  generateBundle(_options, files) {
    for (const file of Object.values(files)) {
      if (file.type !== 'chunk' || !file.moduleIds.every((id) => FOREIGN.test(id))) continue;
      delete files[`${file.fileName}.map`];
      file.code = file.code
        .replace(/\n\/\/# sourceMappingURL=\S+\s*$/, '\n')
        .replace(BEYOND_LATIN1, escaped);
    }
  },
};

/**
 * Node starts main.js, which imports the app only if Node is new enough: on an older one the app's
 * code would end in a SyntaxError.
 */
const CHECK_NODE = fileURLToPath(new URL('scripts/check-node.cjs', import.meta.url));
const checkedEntry = {
  name: 'checked-entry',
  generateBundle() {
    const source = `${readFileSync(CHECK_NODE, 'utf8')}import('./app.js');\n`;
    this.emitFile({ type: 'asset', fileName: 'main.js', source });
  },
};

/** Threads are separate files: `new URL('./<name>.worker.mjs', import.meta.url)` finds them. */
const WORKER = /\.worker\.mjs$/;
const workers = Object.fromEntries(
  readdirSync(`${BUILD}/libs`, { recursive: true })
    .filter((path) => WORKER.test(path))
    .map((path) => [basename(path, '.mjs'), join(BUILD, 'libs', path)]),
);

/** Programs that load the contexts as apps do: <build>/tools/<name>.js. */
const TOOLS = { contracts: 'contracts/main', migrate: 'migrate', move: 'move/main', tool: 'tool' };

const mainOf = (app) => `${APPS}${app}/src/main.js`;

/** The command of users, a client: <build>/cli/main.js. */
const COMMAND = `${APPS}cli/src/cli.js`;

/** A folder of programs with the code that they share. */
const bundleOf = (input, dir, ...plugins) => ({
  input,
  platform: 'node',
  external: EXTERNAL,
  plugins: [withoutOptional, ownSourceMaps, refusePathUses, ...plugins],
  logLevel: 'warn',
  onLog(level, log, handle) {
    // A module that is missing now would be missing at run time.
    handle(log.code === 'UNRESOLVED_IMPORT' ? 'error' : level, log);
  },
  output: {
    dir,
    entryFileNames: ({ name }) => (name in workers ? '[name].mjs' : '[name].js'),
    format: 'esm',
    keepNames: true,
    // In Node's order: reflect-metadata, for example, is loaded before all decorated classes.
    strictExecutionOrder: true,
    sourcemap: true,
    codeSplitting: { groups: [{ name: 'libraries', test: FOREIGN, entriesAware: true }] },
  },
});

const apps = readdirSync(APPS)
  .filter((app) => existsSync(mainOf(app)))
  .map((app) => bundleOf({ app: mainOf(app), ...workers }, `${APPS}${app}/bundle`, checkedEntry));
const tools = Object.fromEntries(
  Object.entries(TOOLS).map(([name, script]) => [name, `${BUILD}/scripts/${script}.js`]),
);

const command = existsSync(COMMAND)
  ? [bundleOf({ app: COMMAND }, `${BUILD}/cli`, checkedEntry)]
  : [];

export default [...apps, ...command, bundleOf({ ...tools, ...workers }, `${BUILD}/tools`)];
