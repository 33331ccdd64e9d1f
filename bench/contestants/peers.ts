import { tmpdir } from 'node:os';
import type { Cleanup } from '../cleanup.js';
import { built } from '../paths.js';
import { JWT_SECRET } from '../tokens.js';
import { type Contestant, RunningContestant } from './contestant.js';
import { ServerProcess } from './server-process.js';

/** The maximum number of connections of a contestant: the product's default for each context. */
export const POOL_SIZE = 10;

/** The peers, on a database that the product's migrations have created. */
export class Peers {
  readonly a = this.peer('peer (a)', 'Fastify + pg, hand-written, one query', 'fastify-pg');
  readonly b = this.peer('peer (b)', '(a) with a user lookup on each request', 'fastify-pg-user');
  readonly c = this.peer('peer (c)', 'Nest + TypeORM as documented', 'nest-typeorm/main');
  readonly d = this.peer(
    'peer (d)',
    '(a) with versions, sessions and a log; reads',
    'fastify-versions',
  );
  readonly bareFastify = this.peer('bare Fastify', 'one route', 'bare-fastify');
  readonly bareNest = this.peer('bare Nest', 'one route, on Fastify', 'bare-nest');
  readonly plainHooks = this.peer('Fastify and hooks', 'headers, ids, context', 'plain-hooks');
  readonly constant = this.peer('constant', 'Fastify, no database', 'fastify-constant');

  constructor(
    private readonly cleanup: Cleanup,
    private readonly databaseUrl: string,
  ) {}

  private peer(name: string, about: string, file: string): Contestant {
    return {
      name,
      about,
      start: async () => {
        const env = { DATABASE_URL: this.databaseUrl, POOL_SIZE: `${POOL_SIZE}`, JWT_SECRET };
        const path = built(`bench/peers/${file}.js`);
        const server = await ServerProcess.start([path], env, tmpdir(), this.cleanup);
        return new RunningContestant(name, { auth: server, todo: server });
      },
    };
  }
}
