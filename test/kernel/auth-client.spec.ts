import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { authContext } from '#auth';
import { AUTH_CLIENT, type AuthClient, authKernel } from '#auth-kernel';
import { readServerConfig } from '#glue/config';
import { HealthModule } from '#glue/health';
import { openKeys } from '#glue/keys';
import { AppProcess } from '../support/app-process.js';
import { openFolder } from '../topologies/folder.js';
import { describeAuthClientContract } from './auth-client.suite.js';
import { openHttpBinding } from './http-binding.js';

describeAuthClientContract('in process', async () => {
  const folder = await openFolder();
  const placement = { place: 'embedded', exposedTo: [], isAsked: true } as const;
  const parts = [...authKernel.variables(placement), authContext.variables];
  const env = { DATA_DIR: folder.dataDir };
  const config = readServerConfig({ port: 0 }, parts, env);
  const keys = await openKeys(config, { signing: [], known: [] });
  const auth = authContext.module(config, ['public']);
  const local = { module: auth, client: authContext.answers!.client };
  const kernel = await authKernel.module(placement, config, { caller: 'todo', keys, local });
  class InProcessModule {}
  const app = await NestFactory.create<NestFastifyApplication>(
    { module: InProcessModule, imports: [HealthModule, kernel] },
    new FastifyAdapter({ exposeHeadRoutes: false, forceCloseConnections: true }),
    { logger: false },
  );
  await app.listen(0, '127.0.0.1');
  return {
    client: app.get<AuthClient>(AUTH_CLIENT),
    authUrl: await app.getUrl(),
    close: async () => {
      await app.close();
      await folder.remove();
    },
  };
});

describeAuthClientContract('over HTTP', async () => {
  const folder = await openFolder();
  const auth = await AppProcess.start('auth', folder.path, {});
  const binding = await openHttpBinding(auth.url, folder.dataDir);
  return {
    client: binding.client,
    authUrl: auth.url,
    close: async () => {
      await binding.close();
      await auth.stop();
      await folder.remove();
    },
  };
});
