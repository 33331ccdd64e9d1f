import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { createTRPCClient, httpBatchLink, httpLink } from '@trpc/client';
import { initTRPC, TRPCError } from '@trpc/server';
import { createHTTPServer } from '@trpc/server/adapters/standalone';
import { signer, verifier } from './identity.js';
import type { CallerKeys, Library } from './library.js';
import { input, list, output } from './work.js';

interface Context {
  /** Refuses a caller that is not known. */
  verify(): Promise<void>;
}

const t = initTRPC.context<Context>().create();
const open = t.procedure.input(input).output(output);
const guarded = t.procedure.use(async ({ ctx, next }) => {
  await ctx.verify().catch(() => {
    throw new TRPCError({ code: 'UNAUTHORIZED' });
  });
  return next();
});
const local = t.router({ list: open.query(({ input: given }) => list(given)) });
const router = t.router({
  list: guarded
    .input(input)
    .output(output)
    .query(({ input: given }) => list(given)),
});

async function serve(keys: CallerKeys): Promise<number> {
  const verify = verifier(keys);
  const server = createHTTPServer({
    router,
    createContext: ({ req }) => ({ verify: () => verify(req.headers.authorization) }),
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

function library(name: string, link: typeof httpLink | typeof httpBatchLink): Library {
  return {
    name,
    serve,
    async connect(port, keys) {
      const token = signer(keys);
      const headers = async () => ({ authorization: `Bearer ${await token()}` });
      const links = [link({ url: `http://127.0.0.1:${port}`, headers })];
      const client = createTRPCClient<typeof router>({ links });
      return (user) => client.list.query({ user });
    },
  };
}

export const trpc: Library = {
  ...library('tRPC', httpLink),
  async local() {
    const caller = t.createCallerFactory(local)({ verify: async () => undefined });
    return (user) => caller.list({ user });
  },
};

export const trpcBatch = library('tRPC, batched', httpBatchLink);
