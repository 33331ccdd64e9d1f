import { fastify } from 'fastify';
import { serverPlugin } from './server-plugin.js';

const marks = serverPlugin({ name: 'marks' }, (server) => {
  server.addHook('onRequest', (_request, reply, done) => {
    reply.header('x-mark', 'here');
    done();
  });
});
const needsMarks = serverPlugin({ name: 'needy', dependencies: ['marks'] }, () => undefined);

describe('serverPlugin', () => {
  it('applies to all routes of a server', async () => {
    const app = fastify();
    await app.register(marks);
    await app.register(needsMarks);
    app.get('/', async () => 'ok');
    expect((await app.inject('/')).headers['x-mark']).toBe('here');
  });

  it('prevents the start if a dependency is missing', async () => {
    await expect(fastify().register(needsMarks).ready()).rejects.toThrow(
      "'marks' of plugin 'needy'",
    );
  });
});
