import type { DynamicModule } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { NestFactory } from '@nestjs/core';
import { authContext } from '#auth';
import { authKernel } from '#auth-kernel';
import { readServerConfig } from '#glue/config';
import { HealthModule } from '#glue/health';
import { openKeys } from '#glue/keys';
import { recipientsOf } from '#glue/outbox';
import { Sealer } from '#glue/sealing';
import { anySealer } from '../support/data-keys.js';
import { openFolder } from '../topologies/folder.js';

/** As where the context mail is missing. */
export function withoutMail(auth: DynamicModule): DynamicModule {
  const others = [
    { provide: recipientsOf(authContext.name), useValue: { mail: false } },
    { provide: Sealer, useValue: anySealer(authContext.name) },
  ];
  return { ...auth, providers: [...auth.providers!, ...others] };
}

/** Auth in this process on an embedded database, with its routes, and its client bound as in an app. */
export async function openInProcessAuth(variables: Record<string, string> = {}) {
  const folder = await openFolder();
  const placement = { place: 'embedded', exposedTo: [], isAsked: true } as const;
  const parts = [...authKernel.variables(placement), authContext.variables];
  const env = { DATA_DIR: folder.dataDir, ...variables };
  const config = readServerConfig({ port: 0 }, parts, env);
  const keys = await openKeys(config, { signing: [], known: [] });
  const auth = withoutMail(authContext.module(config));
  const local = { module: auth, client: authContext.answers!.client };
  const kernel = await authKernel.module(placement, config, { callers: ['todo'], keys, local });
  class InProcessModule {}
  const app = await NestFactory.create<NestFastifyApplication>(
    { module: InProcessModule, imports: [HealthModule, kernel] },
    new FastifyAdapter({ exposeHeadRoutes: false, forceCloseConnections: true }),
    { logger: false },
  );
  await app.listen(0, '127.0.0.1');
  return {
    app,
    url: await app.getUrl(),
    close: async () => {
      await app.close();
      await folder.remove();
    },
  };
}
