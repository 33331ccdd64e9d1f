/** The declaration of a call that auth does not have. */
export const DECLARATION = `
    /** @throws ServiceError \`user_not_found\` */
    emailOf: query({ input: userId, output: z.string(), errors: ['user_not_found'] }),
`;

/** What implements it. */
export const METHOD = `
  async emailOf(id: number): Promise<string> {
    return found((await this.users.findByIds([id]))[0]).email;
  }
`;

/** The test that calls it, in process and over HTTP. */
export const SPEC = 'test/kernel/new-call.spec.ts';
export const CALLS = {
  [SPEC]: `
import { pino } from 'pino';
import { authContext } from '#auth';
import { AUTH_CLIENT, type AuthClient, authContract, authKernel } from '#auth-kernel';
import { readServerConfig } from '#glue/config';
import { HealthModule } from '#glue/health';
import { openKeys } from '#glue/keys';
import { createServer } from '#glue/server';
import { codeOf } from '#seam';
import { anyEmail, send } from '../support/client.js';
import { openFolder } from '../topologies/folder.js';
import { openHttpBinding } from './http-binding.js';
import { withoutMail } from './in-process-auth.js';

/** A process that calls auth itself, and answers todo over HTTP. */
async function startAuth(dataDir: string) {
  const placement = { place: 'hosted', exposedTo: ['todo'], isAsked: true } as const;
  const parts = [...authKernel.variables(placement), authContext.variables];
  const config = readServerConfig({ port: 0 }, parts, { DATA_DIR: dataDir });
  const keys = await openKeys(config, { signing: [], known: ['todo'] });
  const { client } = authContext.answers!;
  const module = withoutMail(authContext.module(config));
  module.controllers!.push(await authKernel.controller(client));
  const local = { module, client };
  const kernel = await authKernel.module(placement, config, { callers: ['todo'], keys, local });
  class AppModule {}
  const root = { module: AppModule, imports: [HealthModule, kernel] };
  const app = await createServer('auth', root, config, pino({ level: 'silent' }));
  await app.listen(0, '127.0.0.1');
  return app;
}

async function outcomesOf(client: AuthClient, id: number) {
  const error: unknown = await client.emailOf(id + 1).catch((thrown: unknown) => thrown);
  return { email: await client.emailOf(id), code: codeOf(authContract.emailOf, error) };
}

it('means the same in process and over HTTP', async () => {
  const folder = await openFolder();
  const app = await startAuth(folder.dataDir);
  const url = await app.getUrl();
  const remote = await openHttpBinding(url, folder.dataDir);
  const email = anyEmail();
  await send('POST', url + '/api/v1/users/create', { json: { email, password: 'password' } });
  const local = app.get<AuthClient>(AUTH_CLIENT);
  const { id } = await local.userByEmail(email);
  const expected = { email, code: 'user_not_found' };
  expect(await outcomesOf(local, id)).toEqual(expected);
  expect(await outcomesOf(remote.client, id)).toEqual(expected);
  await remote.close();
  await app.close();
  await folder.remove();
}, 60_000);
`,
};
