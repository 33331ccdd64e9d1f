import { readFile, writeFile } from 'node:fs/promises';
import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { AppProcess } from '../support/app-process.js';
import { send } from '../support/client.js';
import { openFolder } from '../topologies/folder.js';

const TYPES = new URL('../../apps/web/src/api/openapi.d.ts', import.meta.url);
const MAIN = new URL('../../apps/monolith/src/main.ts', import.meta.url);
const HEAD = '// Generated from /docs-json of the monolith by `npm run api-types`; do not edit.\n';

/** The contexts that the page calls: others change nothing in it. */
async function calledContexts(): Promise<string> {
  const [, calls] = /calls: \[(.+)\]/.exec(await readFile(MAIN, 'utf8'))!;
  return calls!.match(/[\w-]+/g)!.join();
}

/**
 * The page's API types are generated from the server's document; `npm run api-types` updates them.
 */
it('apps/web has the current API types', async () => {
  const folder = await openFolder();
  const app = await AppProcess.start('monolith', folder.path, { CONTEXTS: await calledContexts() });
  try {
    const { body } = await send<OpenAPI3>('GET', `${app.url}/docs-json`);
    const types = HEAD + astToString(await openapiTypescript(body));
    if (process.env['UPDATE_API_TYPES']) await writeFile(TYPES, types);
    expect(await readFile(TYPES, 'utf8')).toBe(types);
  } finally {
    await app.stop();
    await folder.remove();
  }
});
