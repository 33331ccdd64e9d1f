// Makes one program of each compiled app, <build>/apps/<app>/bundle/main.js, with all that it may load:
// finding and reading some 1,500 files takes a start longer than running them. What an app loads
// only if it is asked to stands in files of its own. Takes what tsc made: decorators need its metadata.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BUILD = process.env.BUILD_FOLDER ?? fileURLToPath(new URL('dist', import.meta.url));
const APPS = `${BUILD}/apps/`;
const FOREIGN = /[\\/]node_modules[\\/]/;

/** They find files of theirs (WebAssembly, binaries, pages, threads) by where they are installed … */
const STAY_INSTALLED = [
  /^@electric-sql\//,
  /^@node-rs\/argon2/,
  /^fs-native-extensions/,
  /^pino$/,
  /^swagger-ui-dist/,
  /^write-file-atomic$/,
];

/** … as these words show, which mean nothing in a bundle. */
const ASKS_WHERE_IT_IS = /\b__(?:file|dir)name\b/;
const nothingAsksWhereItIs = {
  name: 'nothing-asks-where-it-is',
  renderChunk(code, { fileName }) {
    if (!ASKS_WHERE_IT_IS.test(code)) return;
    this.error(`${fileName} asks for __filename or __dirname: let that package stay installed`);
  },
};

/** What libraries look for, and do without. */
const NOT_INSTALLED = [
  /^@nestjs\/(microservices|websockets|mongoose|platform-express)/,
  /^@fastify\/(csrf-protection|multipart|view)/,
  /^class-(transformer|validator)/,
  /^pg-native$/,
];

/** One character beyond Latin-1 makes V8 hold a whole file with two bytes for each. */
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
 * What is started is main.js. It imports the app only where Node is new enough: on an older one the
 * app's own code would end in a SyntaxError.
 */
const CHECK_NODE = fileURLToPath(new URL('scripts/check-node.cjs', import.meta.url));
const checkedEntry = {
  name: 'checked-entry',
  generateBundle() {
    const source = `${readFileSync(CHECK_NODE, 'utf8')}import('./app.js');\n`;
    this.emitFile({ type: 'asset', fileName: 'main.js', source });
  },
};

/** Threads are files of their own: `new URL('./<name>.worker.mjs', import.meta.url)` finds them. */
const WORKER = /\.worker\.mjs$/;
const workers = Object.fromEntries(
  readdirSync(`${BUILD}/libs`, { recursive: true })
    .filter((path) => WORKER.test(path))
    .map((path) => [basename(path, '.mjs'), join(BUILD, 'libs', path)]),
);

const mainOf = (app) => `${APPS}${app}/src/main.js`;

const bundleOf = (app) => ({
  input: { app: mainOf(app), ...workers },
  platform: 'node',
  external: [...STAY_INSTALLED, ...NOT_INSTALLED],
  plugins: [ownSourceMaps, nothingAsksWhereItIs, checkedEntry],
  logLevel: 'warn',
  onLog(level, log, handle) {
    // What is not there when the bundle is made would be missed when it runs.
    handle(log.code === 'UNRESOLVED_IMPORT' ? 'error' : level, log);
  },
  output: {
    dir: `${APPS}${app}/bundle`,
    entryFileNames: ({ name }) => (name in workers ? '[name].mjs' : '[name].js'),
    format: 'esm',
    keepNames: true,
    // As Node would: reflect-metadata, for one, is loaded before all decorated classes.
    strictExecutionOrder: true,
    sourcemap: true,
    codeSplitting: { groups: [{ name: 'libraries', test: FOREIGN, entriesAware: true }] },
  },
});

export default readdirSync(APPS)
  .filter((app) => existsSync(mainOf(app)))
  .map(bundleOf);
