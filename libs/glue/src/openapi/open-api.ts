import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';
import { commonErrors, joinErrors } from '../errors/index.js';
import type { ApiDescription } from '../kernel/index.js';
import { problemSchema } from '../problem-details/index.js';
import { PRODUCT_NAME } from '../product/index.js';
import { describeErrors } from './describe-errors.js';

type Paths = OpenAPIObject['paths'];
type PathItem = Paths[string];

/** The API document at `/docs` (for people) and `/docs-json` (for tools). */
export function serveApiDescription(
  app: INestApplication,
  service: string,
  api: ApiDescription,
): void {
  SwaggerModule.setup('docs', app, () => describeApi(app, service, api), {
    jsonDocumentUrl: 'docs-json',
    customSiteTitle: `${PRODUCT_NAME} ${service}`,
    swaggerOptions: { persistAuthorization: true },
  });
}

function describeApi(app: INestApplication, service: string, api: ApiDescription): OpenAPIObject {
  const frame = new DocumentBuilder()
    .setTitle(`${PRODUCT_NAME} ${service}`)
    .setDescription(api.description ?? '')
    .setVersion('1')
    .addServer('/', 'This server')
    .build();
  frame.components = { securitySchemes: { ...api.securitySchemes } };
  // The operation id is the name of the method.
  const document = SwaggerModule.createDocument(app, frame, {
    operationIdFactory: (_controller, method) => method,
  });
  const schemas = ((document.components ??= {}).schemas ??= {});
  schemas['Problem'] = z.toJSONSchema(
    problemSchema(joinErrors([commonErrors, ...(api.errors ?? [])])),
    {
      target: 'openapi-3.0',
    },
  ) as (typeof schemas)[string];
  describeErrors(document);
  sortByTag(document);
  return document;
}

/**
 * Puts the most important tags first. An app imports health first, and each context after those
 * that it calls, so tags are found in the opposite order.
 */
function sortByTag(document: OpenAPIObject): void {
  const tags = [...new Set(Object.values(document.paths).map(tagOf))].reverse();
  document.tags = tags.map((name) => ({ name }));
  const place = (item: PathItem) => tags.indexOf(tagOf(item));
  const paths = Object.entries(document.paths);
  document.paths = Object.fromEntries(paths.sort(([, a], [, b]) => place(a) - place(b)));
}

function tagOf({ get, post, put, delete: remove }: PathItem): string {
  return (get ?? post ?? put ?? remove)?.tags?.[0] ?? '';
}
