import { readFile, writeFile } from 'node:fs/promises';
import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { type Method, takesKey } from '#client';
import { AppProcess } from '../support/app-process.js';
import { send } from '../support/client.js';
import { openFolder } from '../topologies/folder.js';

const TYPES = new URL('../../libs/client/src/openapi.ts', import.meta.url);
const MAIN = new URL('../../apps/monolith/src/main.ts', import.meta.url);
const HEAD = '// Generated from /docs-json of the monolith by `npm run api-types`; do not edit.\n';
const METHODS: Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

interface Operation {
  parameters?: { in: string; name: string }[];
}

/** The contexts that clients call: others change nothing in it. */
async function calledContexts(): Promise<string> {
  const [, calls] = /calls: \[(.+)\]/.exec(await readFile(MAIN, 'utf8'))!;
  return calls!.match(/[\w-]+/g)!.join();
}

async function readDocument(): Promise<OpenAPI3> {
  const folder = await openFolder();
  const app = await AppProcess.start('monolith', folder.path, { CONTEXTS: await calledContexts() });
  try {
    return (await send<OpenAPI3>('GET', `${app.url}/docs-json`)).body;
  } finally {
    await app.stop();
    await folder.remove();
  }
}

/** Each operation of a document, as `POST /api/v2/items`, and whether it has a header. */
function operationsWith(header: string, { paths = {} }: OpenAPI3): [string, boolean][] {
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = (item as Record<string, Operation>)[method.toLowerCase()];
      const has = (operation?.parameters ?? []).some(
        (each) => each.in === 'header' && each.name.toLowerCase() === header,
      );
      return operation ? [[`${method} ${path}`, has] as [string, boolean]] : [];
    }),
  );
}

describe('the client', () => {
  let document: OpenAPI3;
  beforeAll(async () => void (document = await readDocument()));

  /** The types are generated from the server's document; `npm run api-types` updates them. */
  it('has the current API types', async () => {
    // A default is a value of the server: requests may leave the field out.
    const options = { defaultNonNullable: false };
    const types = HEAD + astToString(await openapiTypescript(document, options));
    if (process.env['UPDATE_API_TYPES']) await writeFile(TYPES, types);
    expect(await readFile(TYPES, 'utf8')).toBe(types);
  });

  it('sends keys to the operations that take one', () => {
    const operations = operationsWith('idempotency-key', document);
    expect(operations.length).toBeGreaterThan(50);
    const taking = operations.flatMap(([name, takes]) => (takes ? [name] : []));
    const sent = operations.flatMap(([name]) => {
      const [method, path] = name.split(' ') as [Method, string];
      return takesKey(method, path) ? [name] : [];
    });
    expect(taking.length).toBeGreaterThan(5);
    expect(sent).toEqual(taking);
  });
});
