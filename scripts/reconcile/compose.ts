import { type DynamicModule, Module } from '@nestjs/common';
import { z } from 'zod';
import { authConfig, AuthModule, UsersService } from '#auth';
import {
  AuthKernelModule,
  httpBindingConfig,
  sessionCacheConfig,
  tokenConfig,
  TokenModule,
} from '#auth-kernel';
import { type ConfigPart, readConfig, serverConfig } from '#glue/config';
import { StartError } from '#glue/errors';
import { HealthModule } from '#glue/health';
import { todoConfig, TodoModule } from '#todo';

const PARTS = [serverConfig({ port: 0 }), tokenConfig, sessionCacheConfig, todoConfig] as const;

/** What tells how auth is reached, as far as it is set. */
const waysToAuth = {
  shape: {
    AUTH_TRANSPORT: z.enum(['http', 'in-process'], 'must be http or in-process.').optional(),
    AUTH_API_URL: z.string().optional(),
  },
} satisfies ConfigPart;

@Module({})
class ReconcileModule {}

/**
 * The reconciler with all that it needs. Reads the variables that the servers read:
 * auth is asked over HTTP where it runs apart, and in this process, on its database,
 * where it is part of the monolith.
 *
 * @throws StartError
 */
export async function compose(): Promise<DynamicModule> {
  const { AUTH_TRANSPORT, AUTH_API_URL } = readConfig([waysToAuth]);
  const isApart = AUTH_TRANSPORT ? AUTH_TRANSPORT === 'http' : AUTH_API_URL !== undefined;
  return isApart ? overHttp() : inProcess();
}

async function overHttp(): Promise<DynamicModule> {
  const config = readConfig([...PARTS, httpBindingConfig]);
  return moduleOf(config, await AuthKernelModule.overHttp('reconcile', config));
}

function inProcess(): DynamicModule {
  const config = readConfig([...PARTS, authConfig]);
  if (config.TO_DO_DB_URL && !config.AUTH_DB_URL) {
    throw new StartError(
      'AUTH_DB_URL: is not set, while TO_DO_DB_URL is. Set it as the monolith has it, or set ' +
        'AUTH_API_URL where auth is a process of its own.',
    );
  }
  const auth = AuthModule.with(config, []);
  return moduleOf(config, AuthKernelModule.inProcess(auth, UsersService, config));
}

type Config = Parameters<typeof TodoModule.forReconciling>[0] &
  Parameters<typeof TokenModule.with>[0];

function moduleOf(config: Config, authKernel: DynamicModule): DynamicModule {
  return {
    module: ReconcileModule,
    imports: [
      HealthModule,
      TokenModule.with(config),
      authKernel,
      TodoModule.forReconciling(config),
    ],
  };
}
