import { Body, Controller, Get, Module, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiSecurity, ApiTags } from '@nestjs/swagger';
import { pino } from 'pino';
import { z } from 'zod';
import { readConfig, serverConfig } from '../config/index.js';
import { commonErrors, defineErrors } from '../errors/index.js';
import { HealthModule } from '../health/index.js';
import { createServer } from '../server/index.js';
import { ApiErrors } from './api-errors.decorator.js';

const described = { message: 'It does not work.', when: 'Always.', cure: 'None.' };
const errors = defineErrors({
  note_locked: { ...described, status: 409 },
  note_limit_reached: { ...described, status: 409 },
  printer_unavailable: { ...described, status: 503 },
});
const API = {
  errors: [errors],
  description: 'Keep notes.',
  securitySchemes: {
    key: { type: 'apiKey' as const, in: 'header', name: 'key' },
    unused: { type: 'http' as const, scheme: 'basic' },
  },
  tags: { drafts: 'Of no operation', notes: 'What to keep' },
};

const noteBody = z
  .object({
    text: z.string().nullable(),
    stars: z.number().gt(0).meta({ example: 1.5 }),
    example: z.string().optional(),
  })
  .meta({ id: 'NewNote', example: { text: null, stars: 2 } });

@ApiTags('notes')
@ApiErrors(errors.note_locked)
@Controller('api/v1/notes')
class NotesController {
  @Post()
  @ApiSecurity('key')
  @ApiErrors(errors.note_limit_reached, errors.printer_unavailable)
  createNote(@Body({ schema: noteBody }) note: object) {
    return note;
  }

  @Get()
  listNotes() {}
}

@Module({ controllers: [NotesController] })
class NotesModule {}

@Module({ imports: [HealthModule, NotesModule] })
class AppModule {}

interface Response {
  $ref?: string;
  headers?: object;
  content?: Record<string, { examples: object }>;
}

interface Document {
  openapi: string;
  info: object;
  tags: { name: string }[];
  paths: Record<
    string,
    Record<string, { operationId: string; security: object; responses: Record<string, Response> }>
  >;
  components: {
    responses: Record<string, Response>;
    schemas: { NewNote: object; Problem: { properties: { code: { enum: string[] } } } };
    securitySchemes: object;
  };
}

let app: NestFastifyApplication;
let document: Document;

beforeAll(async () => {
  const config = readConfig([serverConfig({ port: 0 })], {});
  const logger = pino({ level: 'silent' });
  app = await createServer('test', { module: AppModule }, config, logger, { api: API });
  await app.listen(0, '127.0.0.1');
  document = (await (await fetch(`${await app.getUrl()}/docs-json`)).json()) as Document;
});
afterAll(() => app.close());

const responses = (method: 'get' | 'post') => document.paths['/api/v1/notes']![method]!.responses;
const codes = ({ content }: Response) =>
  Object.keys(content!['application/problem+json']!.examples);

describe('the API document', () => {
  it('has the errors of a class and of a method, also of one status', () => {
    expect(codes(responses('post')['409']!)).toEqual(['note_limit_reached', 'note_locked']);
    expect(codes(responses('get')['409']!)).toEqual(['note_locked']);
  });

  it('has the codes of every server, and those of its contexts', () => {
    const { code } = document.components.schemas.Problem.properties;
    expect(code.enum).toEqual([...Object.keys(commonErrors), ...Object.keys(errors)]);
  });

  it('has the errors before any route, once for all', () => {
    expect(responses('get')['405']).toEqual({ $ref: '#/components/responses/method_not_allowed' });
    expect(document.components.responses['method_not_allowed']).toMatchObject({
      headers: { Allow: { required: true } },
    });
  });

  it('has at every route that the server may be too busy', () => {
    expect(codes(responses('post')['503']!)).toEqual(['too_busy', 'printer_unavailable']);
    expect(responses('get')['503']).toEqual({ $ref: '#/components/responses/too_busy' });
  });

  it('has the errors of a body where one is read', () => {
    expect(responses('post')).toHaveProperty('415');
    expect(responses('get')).not.toHaveProperty('415');
  });

  it('has the seconds to wait', () => {
    expect(responses('post')['503']).toMatchObject({
      headers: { 'Retry-After': { required: true, schema: { type: 'integer' } } },
    });
  });

  it('has the description of the app', () => {
    expect(document.info).toMatchObject({ title: 'Seam test', description: API.description });
  });

  it('says of each operation what it needs, and has no other security schemes', () => {
    const { post, get } = document.paths['/api/v1/notes']!;
    expect([post!.security, get!.security]).toEqual([[{ key: [] }], []]);
    expect(document.components.securitySchemes).toEqual({ key: API.securitySchemes.key });
  });

  it('is OpenAPI 3.1: with types of null, limits that are numbers, and examples', () => {
    expect(document.openapi).toBe('3.1.1');
    expect(document.components.schemas).toMatchObject({
      NewNote: {
        properties: {
          text: { type: ['string', 'null'] },
          stars: { exclusiveMinimum: 0, examples: [1.5] },
          example: { type: 'string' },
        },
        examples: [{ text: null, stars: 2 }],
      },
    });
  });

  it('names operations by methods, and puts health last', () => {
    expect(document.paths['/api/v1/notes']!['post']!.operationId).toBe('createNote');
    expect(document.tags).toEqual([
      { name: 'notes', description: 'What to keep' },
      { name: 'operation', description: expect.any(String) as string },
    ]);
    expect(Object.keys(document.paths)).toEqual(['/api/v1/notes', '/healthz', '/readyz']);
  });
});
