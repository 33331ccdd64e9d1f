import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../architecture/project-copy.js';
import { AppProcess } from '../support/app-process.js';
import { send } from '../support/client.js';
import { openFolder } from '../topologies/folder.js';

/** The servers of the project. */
export const APPS = readdirSync(join(ROOT, 'apps')).filter((app) =>
  existsSync(join(ROOT, 'apps', app, 'src/main.ts')),
);

export interface Operation {
  operationId: string;
  summary?: string;
  requestBody?: { content: Content };
  responses: Record<string, { content?: Content }>;
}

export interface Media {
  schema: Schema;
  example?: unknown;
  examples?: object;
}

type Content = Record<string, Media>;

export interface Schema {
  $ref?: string;
  examples?: unknown[];
}

export interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
  tags: { name: string; description: string }[];
}

/** The API document of an app, as it serves it. */
export async function documentOf(app: string): Promise<Document> {
  const folder = await openFolder();
  const running = await AppProcess.start(app, folder.path, {});
  try {
    return (await send<Document>('GET', `${running.url}/docs-json`)).body;
  } finally {
    await running.stop();
    await folder.remove();
  }
}

/** The operations of a document, with their methods and paths. */
export function operationsOf({ paths }: Document) {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method, path, operation })),
  );
}
