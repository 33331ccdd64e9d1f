import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { authContext } from '#auth';
import { AUTH_CLIENT, type AuthClient, authKernel } from '#auth-kernel';
import { readServerConfig } from '#glue/config';
import { HealthModule } from '#glue/health';
import { AppProcess } from '../support/app-process.js';
import { openFolder } from '../topologies/folder.js';
import { describeAuthClientContract } from './auth-client.contract.js';
import { openHttpBinding } from './http-binding.js';

const SECRET = 'a secret that both processes of this test share';

describeAuthClientContract('in process', async () => {
  const folder = await openFolder();
  const { embedded } = authKernel.places;
  const parts = [...embedded.variables, authContext.variables];
  const env = { DATA_DIR: folder.dataDir, JWT_SECRET: SECRET };
  const config = readServerConfig({ port: 0 }, parts, env);
  const auth = authContext.module(config, ['public']);
  const local = { module: auth, client: authContext.answers!.client };
  const kernel = await embedded.module(config, { service: 'test', local });
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
  const auth = await AppProcess.start('auth', folder.path, { JWT_SECRET: SECRET });
  const binding = await openHttpBinding(auth.url, { secret: SECRET });
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
