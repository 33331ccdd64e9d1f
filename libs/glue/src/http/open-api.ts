import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';
import { problem } from './problem.js';

/** The description of the wire at `/docs` (for people) and `/docs-json` (for tools). */
export function serveApiDescription(app: INestApplication, service: string): void {
  SwaggerModule.setup('docs', app, () => describeApi(app, service), {
    jsonDocumentUrl: 'docs-json',
    customSiteTitle: `Seam ${service}`,
  });
}

function describeApi(app: INestApplication, service: string): OpenAPIObject {
  const frame = new DocumentBuilder()
    .setTitle(`Seam ${service}`)
    .setDescription('Log in with an email and a password, carry the token, keep a to-do list.')
    .setVersion('1')
    .addApiKey({ type: 'apiKey', in: 'header', name: 'token' }, 'token')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'bearer')
    .addBasicAuth({ type: 'http', scheme: 'basic' }, 'basic')
    .build();
  const document = SwaggerModule.createDocument(app, frame);
  const schemas = ((document.components ??= {}).schemas ??= {});
  schemas['Problem'] = z.toJSONSchema(problem, {
    target: 'openapi-3.0',
  }) as (typeof schemas)[string];
  return document;
}
