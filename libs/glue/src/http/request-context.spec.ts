import { fastify } from 'fastify';
import {
  type RequestContext,
  requestContext,
  requestIdOf,
  trackRequests,
} from './request-context.js';

it('contains text only, not the request: work that outlives the request keeps the context', async () => {
  const app = fastify({ genReqId: requestIdOf });
  await app.register(trackRequests);
  app.get('/', () => Promise.resolve(requestContext()));
  let context!: RequestContext;
  app.addHook('preSerialization', (_request, _reply, payload, done) => {
    context = payload as RequestContext;
    done(null, payload);
  });
  await app.inject({ url: '/', headers: { 'x-request-id': 'an-id' } });
  const { trace, ...others } = context;
  expect(others).toEqual({ requestId: 'an-id', address: '127.0.0.1' });
  expect(trace.traceId).toMatch(/^[0-9a-f]{32}$/);
  expect({ ...trace }).toEqual({ flags: '00', made: trace.traceId });
  await app.close();
});
