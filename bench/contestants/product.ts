import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publicKeyOf } from '#glue/keys';
import type { Cleanup } from '../cleanup.js';
import { optionsOf } from '../node-options.js';
import { built, ROOT } from '../paths.js';
import { AUTH_KEY, DATA_KEY, JWT_SECRET, MAIL_PUBLIC_KEYS, TODO_KEY } from '../tokens.js';
import { type Contestant, RunningContestant } from './contestant.js';
import { freePort } from './free-port.js';
import { ServerProcess } from './server-process.js';

/** The arguments of Node for an app of the product, with the options of `npm start`. */
const bundled = (name: string) => [...optionsOf(ROOT), built(`apps/${name}/bundle/main.js`)];

/** What is compared are users and items; a mail per user would go to a server that is not there. */
export const WITHOUT_MAIL = { CONTEXTS: 'auth,todo', AUTH_KEY, MAIL_PUBLIC_KEYS };

/**
 * The product, by default as operators start it; `prepare` returns its variables and fills its
 * folder.
 */
export class Product {
  constructor(
    private readonly cleanup: Cleanup,
    private readonly prepare: (folder: string) => Promise<NodeJS.ProcessEnv>,
    private readonly app = bundled,
  ) {}

  monolith(name = 'monolith', about = 'one process', env: NodeJS.ProcessEnv = {}): Contestant {
    return {
      name,
      about,
      start: async () => {
        const { folder, variables } = await this.place(env);
        const server = await ServerProcess.start(
          this.app('monolith'),
          variables,
          folder,
          this.cleanup,
        );
        return new RunningContestant(name, { auth: server, todo: server });
      },
    };
  }

  split(name = 'split', about = 'auth and todo', env: NodeJS.ProcessEnv = {}): Contestant {
    return {
      name,
      about,
      start: async () => {
        const { folder, variables } = await this.place(env);
        const port = `${await freePort()}`;
        const start = (service: string, more: NodeJS.ProcessEnv) =>
          ServerProcess.start(this.app(service), { ...variables, ...more }, folder, this.cleanup);
        const [auth, todo] = await Promise.all([
          start('auth', { PORT: port, TODO_PUBLIC_KEYS: publicKeyOf(TODO_KEY) }),
          start('todo', {
            AUTH_API_URL: `http://127.0.0.1:${port}`,
            TODO_KEY,
            AUTH_PUBLIC_KEYS: publicKeyOf(AUTH_KEY),
          }),
        ]);
        return new RunningContestant(name, { auth, todo });
      },
    };
  }

  private async place(env: NodeJS.ProcessEnv) {
    const folder = await mkdtemp(join(tmpdir(), 'bench-'));
    this.cleanup.add(() => rm(folder, { recursive: true, force: true }));
    return {
      folder,
      variables: { JWT_SECRET, DATA_KEY, ...WITHOUT_MAIL, ...(await this.prepare(folder)), ...env },
    };
  }
}
