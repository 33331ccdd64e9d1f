import { HttpModule, HttpService } from '@nestjs/axios';
import { Injectable } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { NestFactory } from '@nestjs/core';
import { pino } from 'pino';
import { z } from 'zod';
import { readConfig, serverConfig } from '#glue/config';
import { defineErrors } from '#glue/errors';
import { generateKey, type KeyNeeds, keyVariables, openKeys, publicKeyOf } from '#glue/keys';
import { createServer } from '#glue/server';
import { RoundRobin } from '../../../../test/support/round-robin.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import { query } from '../contract/call.js';
import type { ClientOf } from '../contract/client-of.js';
import { defineContract } from '../contract/define-contract.js';
import { httpClient } from '../http-client/http-client.js';
import { CallerVerifier } from '../http-provider/caller-verifier.js';
import { contractController } from '../http-provider/contract.controller.js';
import { axiosOptions } from '#glue/http-client';
import { connect } from '../peer/connect.js';
import { KnownCallers } from './known-callers.js';
import { OwnIdentity } from './own-identity.js';

const NAMES = ['rooms', 'hotel'];
const BUDGET_MS = 10_000;
const [OLD, NEW] = [generateKey(), generateKey()];
const rooms = defineContract('rooms', {
  errors: defineErrors({}),
  calls: { double: query({ input: z.int(), output: z.int(), callers: ['hotel'] }) },
});

@Injectable()
class RoomsService {
  async double(id: number) {
    return 2 * id;
  }
}

/** The configuration of a production process, by its variables. */
const configOf = (env: Record<string, string>, needs: KeyNeeds) =>
  readConfig([serverConfig({ port: 0 }), keyVariables(NAMES, needs)], {
    NODE_ENV: 'production',
    TRUSTED_PROXIES: 'none',
    ...env,
  });

async function startProvider(...keys: string[]): Promise<NestFastifyApplication> {
  const needs = { signing: [], known: ['hotel'] };
  const config = configOf({ HOTEL_PUBLIC_KEYS: keys.map(publicKeyOf).join(',') }, needs);
  const { publicKeys } = await openKeys(config, needs);
  class RoomsModule {}
  const module = {
    module: RoomsModule,
    controllers: [contractController(rooms, RoomsService)],
    providers: [RoomsService, { provide: CallerVerifier, useValue: new KnownCallers(publicKeys) }],
  };
  const app = await createServer('rooms', module, config, pino({ level: 'silent' }));
  await app.listen(0, '127.0.0.1');
  return app;
}

async function startCaller(url: string, key: string) {
  const needs = { signing: ['hotel'], known: [] };
  const { own } = await openKeys(configOf({ HOTEL_KEY: key }, needs), needs);
  const identity = new OwnIdentity('hotel', own.get('hotel')!);
  class CallerModule {}
  const module = {
    module: CallerModule,
    imports: [HttpModule.register(axiosOptions(url))],
  };
  const context = await NestFactory.createApplicationContext(module, { logger: false });
  const http = context.get(HttpService, { strict: false });
  return {
    client: httpClient(rooms, connect(rooms, http, { url, budgetMs: BUDGET_MS, tokens: identity })),
    stop: () => context.close(),
  };
}

describe('a key that is replaced while calls are made', () => {
  let proxy: RoundRobin;
  let providers: NestFastifyApplication[] = [];
  let caller: Awaited<ReturnType<typeof startCaller>>;
  let answered = 0;
  const failures: unknown[] = [];
  let stopped = false;

  beforeEach(async () => {
    [answered, stopped] = [0, false];
    failures.length = 0;
    proxy = await RoundRobin.open();
    providers = [];
    await restartProviders(OLD);
    caller = await startCaller(proxy.url, OLD);
  });
  afterEach(async () => {
    await caller.stop();
    for (const app of providers) await app.close();
    await proxy.close();
  });

  /** One after the other, as a rolling update does. */
  async function restartProviders(...keys: string[]): Promise<void> {
    for (const i of [0, 1]) {
      const before = providers[i];
      providers[i] = await startProvider(...keys);
      proxy.spreadOver(await Promise.all(providers.map((app) => app.getUrl())));
      await before?.close();
    }
  }

  async function restartCaller(key: string): Promise<void> {
    caller = await startCaller(proxy.url, key);
  }

  async function callOn(ask: () => ClientOf<typeof rooms>): Promise<void> {
    for (let i = 0; !stopped; i++) {
      try {
        expect(await ask().double(i)).toBe(2 * i);
        answered++;
      } catch (error) {
        failures.push(error);
      }
    }
  }

  /** Runs steps, with calls before, during and after each. */
  async function during(...steps: (() => Promise<void>)[]): Promise<void> {
    const calls = Array.from({ length: 8 }, () => callOn(() => caller.client));
    for (const step of [...steps, async () => undefined]) {
      const until = answered + failures.length + 50;
      await waitFor(
        () => answered + failures.length >= until,
        10_000,
        () => `call ${until}`,
      );
      await step();
    }
    stopped = true;
    await Promise.all(calls);
  }

  it('in the documented order: no call fails', async () => {
    await during(
      () => restartProviders(OLD, NEW),
      () => restartCaller(NEW),
      () => restartProviders(NEW),
    );
    expect(failures).toEqual([]);
    expect(answered).toBeGreaterThan(200);
  });

  it('in another order: calls are refused', async () => {
    await during(() => restartCaller(NEW));
    expect(failures[0]).toMatchObject({ code: 'rooms_unavailable' });
  });
});
