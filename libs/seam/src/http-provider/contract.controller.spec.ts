import {
  type CallHandler,
  type CanActivate,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { pino } from 'pino';
import { map, type Observable } from 'rxjs';
import { z } from 'zod';
import { readConfig, serverConfig } from '#glue/config';
import { commonErrors, defineErrors, ServiceError } from '#glue/errors';
import { createServer } from '#glue/server';
import { outcomesOf } from '#glue/transaction';
import { command, query } from '../contract/call.js';
import { defineContract } from '../contract/define-contract.js';
import { UNSTORED } from '../testing/bindings.suite.js';
import { CallerVerifier } from './caller-verifier.js';
import { contractController } from './contract.controller.js';

const tree = z.object({
  get inner() {
    return tree.optional();
  },
});

/** As text, because JSON.stringify overflows the stack. */
const nested = (depth: number) => `{"input":${'{"inner":'.repeat(depth)}{}${'}'.repeat(depth)}}`;

const rooms = defineContract('rooms', {
  errors: defineErrors({}),
  calls: {
    free: query({ input: z.int(), output: z.boolean() }),
    closed: query({ input: z.int(), output: z.boolean() }),
    many: query({ input: z.int(), output: z.boolean(), batch: 2 }),
    tree: query({ input: tree, output: z.boolean() }),
    text: query({ input: z.string(), output: z.int() }),
    book: command({ input: z.int(), output: z.string() }),
  },
});

class Names {
  readonly name = 'closed by a guard';
}

/** Depends on a provider of the module, as guards may. */
@Injectable()
class ClosedGuard implements CanActivate {
  constructor(private readonly rooms: Names) {}

  canActivate(): boolean {
    throw new ServiceError(commonErrors.refused, { status: 403, message: this.rooms.name });
  }
}

class Tag implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(map((body: object) => ({ ...body, tagged: true })));
  }
}

@UseInterceptors(Tag)
class RoomsService {
  async free() {
    return true;
  }

  @UseGuards(ClosedGuard)
  async closed() {
    return true;
  }

  async many() {
    return true;
  }

  async tree() {
    return true;
  }

  async text(text: string) {
    return text.length;
  }

  async book(_id: number, { idempotencyKey }: { idempotencyKey?: string }) {
    return idempotencyKey!;
  }
}

class GlobalGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    if (headers['x-stop']) throw new ServiceError(commonErrors.too_busy);
    return true;
  }
}

let app: NestFastifyApplication;
let url: string;
beforeAll(async () => {
  class RoomsModule {}
  const verifier: CallerVerifier = {
    verify: (token, audience) => {
      if (token === `for ${audience}`.replace(' ', '-')) return 'hotel';
      throw new Error('forged');
    },
  };
  const module = {
    module: RoomsModule,
    controllers: [contractController(rooms, RoomsService)],
    providers: [
      RoomsService,
      Names,
      { provide: CallerVerifier, useValue: verifier },
      { provide: outcomesOf('rooms'), useValue: UNSTORED },
      { provide: APP_GUARD, useClass: GlobalGuard },
    ],
  };
  const config = readConfig([serverConfig({ port: 0 })], {});
  app = await createServer('rooms', module, config, pino({ level: 'silent' }));
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
});
afterAll(() => app.close());

async function post(call: string, body: object | string, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}/internal/v1/rooms/${call}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: 'Bearer for-rooms',
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('the routes of a contract', () => {
  it('answer, with the interceptors of the service', async () => {
    await expect(post('free', { input: 1 })).resolves.toEqual({
      status: 200,
      body: { output: true, tagged: true },
    });
    await expect(post('ping', {})).resolves.toMatchObject({ status: 200, body: { pong: true } });
  });

  it('tell a caller of another version their own one, and serve no call of it', async () => {
    const at = (version: string, call: string, authorization = 'Bearer for-rooms') =>
      fetch(`${url}/internal/${version}/rooms/${call}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization },
        body: '{"input":1}',
      });
    const pong = await at('v2', 'ping');
    expect(pong.status).toBe(200);
    expect(await pong.json()).toMatchObject({ pong: true, version: 'v1' });
    expect((await at('v2', 'free')).status).toBe(404);
    expect((await at('v2', 'ping', 'Bearer forged')).status).toBe(404);
  });

  it('take a request of 200 kB, more than a client may send', async () => {
    const { status, body } = await post('text', { input: 'x'.repeat(200_000) });
    expect([status, body['output']]).toEqual([200, 200_000]);
  });

  it('are guarded by what guards the method of the service', async () => {
    const { status, body } = await post('closed', { input: 1 });
    expect([status, body['detail']]).toEqual([403, 'closed by a guard']);
  });

  it('are guarded by the guards of the app', async () => {
    await expect(post('free', { input: 1 }, { 'x-stop': '1' })).resolves.toMatchObject({
      status: 503,
    });
  });

  it.each(['', 'Bearer forged', 'Bearer for-others', 'Basic for-rooms'])(
    'answer 404 to %j',
    async (authorization) => {
      const answer = await post('free', { input: 1 }, { authorization });
      expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
    },
  );

  it.each([
    ['an input of another type', 'free', { input: 'one' }, {}],
    ['too large a batch', 'many', { inputs: [1, 2, 3] }, {}],
    ['an input that nests too deep', 'tree', nested(20_000), {}],
    ['a batch without a list', 'many', { input: 1 }, {}],
    ['no key of a command', 'book', { input: 1 }, {}],
    ['an empty key', 'book', { input: 1 }, { 'idempotency-key': '' }],
    ['a key that is too long', 'book', { input: 1 }, { 'idempotency-key': 'k'.repeat(129) }],
    ['a budget that is no number', 'free', { input: 1 }, { 'x-call-budget-ms': 'soon' }],
  ])('answer 400 to %s', async (_, call, body, headers) => {
    await expect(post(call, body, headers)).resolves.toMatchObject({
      status: 400,
      body: { code: 'validation_failed' },
    });
  });
});
