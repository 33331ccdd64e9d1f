import { fastify } from 'fastify';
import { requestContext, requestIdOf, trackRequests } from './request-context.js';

it('contains text only, not the request: work that outlives the request keeps the context', async () => {
  const app = fastify({ genReqId: requestIdOf });
  await app.register(trackRequests);
  app.get('/', () => Promise.resolve(requestContext()));
  let context: unknown;
  app.addHook('preSerialization', (_request, _reply, payload, done) => {
    context = payload;
    done(null, payload);
  });
  await app.inject({ url: '/', headers: { 'x-request-id': 'an-id' } });
  expect(context).toEqual({
    requestId: 'an-id',
    trace: { traceId: expect.stringMatching(/^[0-9a-f]{32}$/) as string, flags: '00' },
    address: '127.0.0.1',
  });
  await app.close();
});
