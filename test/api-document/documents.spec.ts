import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../architecture/project-copy.js';
import { openFolder } from '../topologies/folder.js';
import {
  APPS,
  type Document,
  documentOf,
  type Media,
  operationsOf,
  type Schema,
} from './documents.js';

const run = promisify(execFile);
const LINTER = join(ROOT, 'node_modules/@redocly/cli/bin/cli.js');
/** It calls no server. */
const QUIET = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };

interface Report {
  problems: { ruleId: string; message: string; location: { pointer: string }[] }[];
}

/** What the ruleset `recommended` of Redocly finds in a document, errors and warnings. */
async function problemsOf(document: Document): Promise<string[]> {
  const folder = await openFolder('none');
  const file = join(folder.path, 'document.json');
  await writeFile(file, JSON.stringify(document));
  const options = ['lint', '--extends', 'recommended', '--format', 'json', file];
  const env = { ...process.env, ...QUIET };
  // It exits with 1 for an error.
  const { stdout } = await run(process.execPath, [LINTER, ...options], {
    cwd: folder.path,
    env,
    maxBuffer: 2 ** 26,
  }).catch((failure: { stdout: string }) => failure);
  await folder.remove();
  const { problems } = JSON.parse(stdout) as Report;
  return problems.map(
    ({ ruleId, message, location }) => `${location[0]?.pointer} ${ruleId}: ${message}`,
  );
}

describe.each(APPS)('the API document of %s', (app) => {
  let document: Document;
  beforeAll(async () => {
    document = await documentOf(app);
  }, 60_000);

  it('is OpenAPI 3.1, and the linter finds nothing', async () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(await problemsOf(document)).toEqual([]);
  }, 60_000);

  it('has a summary of each operation, and examples of all bodies', () => {
    const operations = operationsOf(document);
    const unnamed = operations.filter(({ operation }) => !operation.summary);
    expect(unnamed).toEqual([]);
    const bare = operations.flatMap(({ operation: { operationId, requestBody, responses } }) =>
      Object.entries({ request: requestBody, ...responses })
        .filter(([, body]) => Object.values(body?.content ?? {}).some(lacksExample))
        .map(([where]) => `${operationId} ${where}`),
    );
    expect(bare).toEqual([]);
  });

  const lacksExample = (media: Media) =>
    !media.examples && media.example === undefined && !resolved(media.schema).examples;

  function resolved(schema: Schema): Schema {
    const name = schema.$ref?.split('/').at(-1);
    return name === undefined ? schema : document.components.schemas[name]!;
  }
});
