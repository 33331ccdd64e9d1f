import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { authConfig, AuthModule, UsersService } from '#auth';
import {
  AuthKernelModule,
  httpBindingConfig,
  sessionCacheConfig,
  tokenConfig,
  TokenModule,
} from '#auth-kernel';
import { readConfig, serverConfig } from '#glue/config';
import { HealthModule } from '#glue/health';

class BenchModule {}

/** A context that offers `AUTH_CLIENT`, bound as the apps bind it, by the environment. */
export function openBinding(binding: string): Promise<INestApplicationContext> {
  const imports = binding === 'http' ? overHttp() : inProcess();
  return NestFactory.createApplicationContext({ module: BenchModule, imports }, { logger: false });
}

function inProcess() {
  const config = readConfig([
    serverConfig({ port: 0 }),
    tokenConfig,
    sessionCacheConfig,
    authConfig,
  ]);
  const auth = AuthModule.with(config, []);
  const kernel = AuthKernelModule.inProcess(auth, UsersService, config);
  return [HealthModule, TokenModule.with(config), auth, kernel];
}

function overHttp() {
  const config = readConfig([
    serverConfig({ port: 0 }),
    tokenConfig,
    sessionCacheConfig,
    httpBindingConfig,
  ]);
  const kernel = AuthKernelModule.overHttp('bench', config);
  return [HealthModule, TokenModule.with(config), kernel];
}
