import { type DynamicModule, Module } from '@nestjs/common';
import { contextDatabase } from '../db/index.js';
import { defineErrors } from '../errors/index.js';
import type { Context } from './context.js';
import type { Kernel } from '../kernel/index.js';
import { composeApp } from './run-app.js';

const errors = (code: string) =>
  defineErrors({ [code]: { status: 409, message: 'No.', when: 'Always.', cure: 'None.' } });

@Module({})
class AnyModule {}

class PublicRoutes {}
class InternalRoutes {}

/** Two contexts: `bills` calls `rates`. */
function project(place: 'embedded' | 'remote' = 'remote', codes = ['rate_old', 'bill_paid']) {
  const seen: string[] = [];
  const kernel: Kernel = {
    context: 'rates',
    heading: 'Rates',
    errors: {},
    api: { requestHeaders: ['x-rate'] },
    placeForApp: () => place,
    placeForCommand: () => place,
    variables: () => [],
    controller: async () => InternalRoutes,
    clientsFor: (caller) => [{ provide: `rates for ${caller}`, useValue: 1 }],
    async module({ place: at, exposedTo, isAsked }, _config, { callers, local }) {
      const notes = [
        exposedTo.length > 0 && `exposed to ${exposedTo.join()}`,
        isAsked && 'asked',
        local && `in process with ${routesOf(local.module)}`,
      ];
      seen.push([`${callers.join()} call rates`, at, ...notes.filter(Boolean)].join(', '));
      return { module: AnyModule };
    },
  };
  const context = (name: string, code: string, more: Partial<Context>): Context => ({
    name,
    heading: name,
    variables: { shape: {} },
    errors: errors(code),
    database: contextDatabase(name, []),
    paths: [],
    uses: [kernel],
    module() {
      seen.push(`${name} is composed`);
      return { module: AnyModule, controllers: [PublicRoutes] };
    },
    ...more,
  });
  const contexts = {
    rates: async () => context('rates', codes[0]!, { answers: { kernel, client: AnyModule } }),
    bills: async () => {
      seen.push('bills is loaded');
      return context('bills', codes[1]!, { api: { maxParamLength: 7 } });
    },
  };
  return { contexts, seen };
}

const routesOf = ({ controllers }: DynamicModule) =>
  controllers!.map(({ name }) => name).join(' and ') || 'no routes';

const APP = { name: 'app', port: 1, description: 'Pay.' };

describe('an app', () => {
  it('that hosts all contexts binds them in process, without internal routes', async () => {
    const { contexts, seen } = project();
    const { api } = await composeApp(contexts, APP);
    expect(seen).toEqual([
      'bills is loaded',
      'rates is composed',
      'bills is composed',
      'bills,rates call rates, hosted, asked, in process with PublicRoutes',
    ]);
    expect(api).toMatchObject({ requestHeaders: ['x-rate'], maxParamLength: 7 });
    expect(api!.errors!.flatMap(Object.keys)).toEqual(['rate_old', 'bill_paid']);
  });

  it('that others call has internal routes, and loads none of the callers', async () => {
    const { contexts, seen } = project();
    await composeApp(contexts, { ...APP, hosts: ['rates'] });
    expect(seen).toEqual([
      'rates is composed',
      'rates call rates, hosted, exposed to bills, in process with PublicRoutes and InternalRoutes',
    ]);
  });

  it('calls a context that it does not host in another process', async () => {
    const { contexts, seen } = project('remote');
    await composeApp(contexts, { ...APP, hosts: ['bills'] });
    expect(seen.slice(1)).toEqual(['bills is composed', 'bills call rates, remote, asked']);
  });

  it('embeds it without routes, if the environment says so', async () => {
    const { contexts, seen } = project('embedded');
    await composeApp(contexts, { ...APP, hosts: ['bills'] });
    expect(seen.slice(1)).toEqual([
      'bills is composed',
      'rates is composed',
      'bills call rates, embedded, asked, in process with no routes',
    ]);
  });

  it('does not start with two contexts that define the same code', async () => {
    const { contexts } = project('remote', ['no_money', 'no_money']);
    await expect(composeApp(contexts, APP)).rejects.toThrow('no_money is defined twice');
  });
});
