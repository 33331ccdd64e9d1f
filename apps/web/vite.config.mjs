import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const COMPRESSIBLE = /\.(?:js|css|html|svg)$/;

/**
 * The address of the monolith, for `npm run dev`; `DEV_PAGE_PORT` is the port of the page then.
 */
const API = process.env.DEV_API_URL ?? 'http://127.0.0.1:8001';
const OF_THE_SERVER = ['/api', '/docs', '/docs-json', '/healthz', '/readyz'];

/** The source of the client: the page needs no build of the servers. */
const CLIENT = resolve(import.meta.dirname, '../../libs/client/src/index.ts');

export default defineConfig({
  root: import.meta.dirname,
  resolve: { alias: { '#client': CLIENT } },
  plugins: [react(), forThisReact(), withoutPreloads(), compressed()],
  // Short names of classes: they are in the scripts, too.
  css: { modules: { generateScopedName: 'c[hash:base64:4]' } },
  build: {
    // The policy of the page allows no data: URLs, into which vite would inline small assets.
    assetsInlineLimit: 0,
    // The second script is loaded when it is needed, and the styles are one file.
    modulePreload: false,
    cssCodeSplit: false,
    reportCompressedSize: false,
    rolldownOptions: { onLog },
  },
  server: {
    host: '127.0.0.1',
    port: Number(process.env.DEV_PAGE_PORT ?? 5173),
    strictPort: true,
    proxy: Object.fromEntries(OF_THE_SERVER.map((path) => [path, { target: API }])),
  },
});

/** Libraries mark client code, for frameworks that also render on a server. */
function onLog(level, log, handle) {
  if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
}

/** Leaves out what Base UI has for versions of React before 19. */
function forThisReact() {
  const isOf = { id: /@base-ui\/utils\/reactVersion\.mjs$/ };
  const shim = /^use-sync-external-store\/shim(?:\/with-selector)?$/;
  return {
    name: 'for-this-react',
    config: () => ({ resolve: { alias: [{ find: shim, replacement: 'react' }] } }),
    transform: {
      filter: isOf,
      handler: () => 'export const isReactVersionAtLeast = () => true;',
    },
  };
}

/** There is nothing to load before the second script: its imports and its styles are in the page. */
function withoutPreloads() {
  return {
    name: 'without-preloads',
    transform: {
      filter: { id: /vite\/preload-helper/ },
      handler: () => 'export const __vitePreload = (load) => load();',
    },
  };
}

/** Compresses at build time, so that no server has to do it for each visitor. */
function compressed() {
  let folder;
  return {
    name: 'compressed',
    apply: 'build',
    configResolved: ({ root, build }) => void (folder = resolve(root, build.outDir)),
    async closeBundle() {
      const files = await readdir(folder, { recursive: true });
      const paths = files.filter((file) => COMPRESSIBLE.test(file));
      await Promise.all(paths.map((file) => compress(join(folder, file))));
    },
  };
}

async function compress(path) {
  const content = await readFile(path);
  await writeFile(`${path}.br`, await promisify(brotliCompress)(content));
  await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 9 }));
}
