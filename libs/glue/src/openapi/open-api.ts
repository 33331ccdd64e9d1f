import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';
import { commonErrors, joinErrors } from '../errors/index.js';
import type { ApiDescription } from '../kernel/index.js';
import { problemSchema } from '../problem-details/index.js';
import { PRODUCT_NAME } from '../product/index.js';
import { defineSecurity } from './define-security.js';
import { describeErrors } from './describe-errors.js';
import { DIALECT, listExamples, toJsonSchema } from './json-schema.js';
import { sortByTag } from './sort-by-tag.js';

const OPENAPI_VERSION = '3.1.1';

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
    .setOpenAPIVersion(OPENAPI_VERSION)
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer('/', 'This server')
    .build();
  frame.components = { securitySchemes: { ...api.securitySchemes } };
  // The operation id is the name of the method.
  const document = SwaggerModule.createDocument(app, frame, {
    operationIdFactory: (_controller, method) => method,
    standardSchemaConverter: toJsonSchema,
  });
  const schemas = ((document.components ??= {}).schemas ??= {});
  schemas['Problem'] = z.toJSONSchema(
    problemSchema(joinErrors([commonErrors, ...(api.errors ?? [])])),
    { target: DIALECT },
  ) as (typeof schemas)[string];
  describeErrors(document);
  defineSecurity(document);
  listExamples(document);
  sortByTag(document, api.tags ?? {});
  return document;
}
