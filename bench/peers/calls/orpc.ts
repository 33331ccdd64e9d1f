import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { createRouterClient, ORPCError, os, type RouterClient } from '@orpc/server';
import { RPCHandler } from '@orpc/server/node';
import { signer, verifier } from './identity.js';
import type { Library } from './library.js';
import { input, list, output } from './work.js';

interface Context {
  /** Refuses a caller that is not known. */
  verify?(): Promise<void>;
}

const base = os.$context<Context>();
const open = {
  list: base
    .input(input)
    .output(output)
    .handler(({ input: given }) => list(given)),
};
const guarded = base.use(async ({ context, next }) => {
  await context.verify?.().catch(() => {
    throw new ORPCError('UNAUTHORIZED');
  });
  return next();
});
const router = {
  list: guarded
    .input(input)
    .output(output)
    .handler(({ input: given }) => list(given)),
};

export const orpc: Library = {
  name: 'oRPC',
  async local() {
    const client = createRouterClient(open, { context: {} });
    return (user) => client.list({ user });
  },
  async serve(keys) {
    const verify = verifier(keys);
    const handler = new RPCHandler(router);
    const answer = async (request: IncomingMessage, response: ServerResponse) => {
      const context = { verify: () => verify(request.headers.authorization) };
      const { matched } = await handler.handle(request, response, { context });
      if (!matched) response.writeHead(404).end();
    };
    const server = createServer((request, response) => void answer(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  },
  async connect(port, keys) {
    const token = signer(keys);
    const headers = async () => ({ authorization: `Bearer ${await token()}` });
    const link = new RPCLink({ url: `http://127.0.0.1:${port}`, headers });
    const client = createORPCClient<RouterClient<typeof router>>(link);
    return (user) => client.list({ user });
  },
};
