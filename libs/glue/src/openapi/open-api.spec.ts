import { Controller, Get, Module, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiTags } from '@nestjs/swagger';
import { pino } from 'pino';
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
  securitySchemes: { key: { type: 'apiKey' as const, in: 'header', name: 'key' } },
};

@ApiTags('notes')
@ApiErrors(errors.note_locked)
@Controller('api/v1/notes')
class NotesController {
  @Post()
  @ApiErrors(errors.note_limit_reached, errors.printer_unavailable)
  createNote() {}

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
  info: object;
  tags: { name: string }[];
  paths: Record<
    string,
    Record<string, { operationId: string; responses: Record<string, Response> }>
  >;
  components: {
    responses: Record<string, Response>;
    schemas: { Problem: { properties: { code: { enum: string[] } } } };
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
    expect(document.components.securitySchemes).toEqual(API.securitySchemes);
  });

  it('names operations by methods, and puts health last', () => {
    expect(document.paths['/api/v1/notes']!['post']!.operationId).toBe('createNote');
    expect(document.tags).toEqual([{ name: 'notes' }, { name: 'operation' }]);
    expect(Object.keys(document.paths)).toEqual(['/api/v1/notes', '/healthz', '/readyz']);
  });
});
