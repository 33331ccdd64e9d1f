import { type DynamicModule, Module } from '@nestjs/common';
import { contextDatabase } from '../db/index.js';
import { defineErrors } from '../errors/index.js';
import type { Context } from './context.js';
import type { Kernel } from '../kernel/index.js';
import { recipientsOf } from '../outbox/index.js';
import { composeApp } from './run-app.js';

const errors = (code: string) =>
  defineErrors({ [code]: { status: 409, message: 'No.', when: 'Always.', cure: 'None.' } });

@Module({})
class AnyModule {}

class PublicRoutes {}
class InternalRoutes {}

/** What `bills` does with `rates`: it calls it, or only sends commands. */
type Relation = 'uses' | 'sendsTo';

interface Given {
  relation?: Relation;
  isAddressed?: boolean;
}

/** Two contexts: `bills` calls `rates`. */
function project(
  place: 'embedded' | 'remote' = 'remote',
  codes = ['rate_old', 'bill_paid'],
  { relation = 'uses', isAddressed = true }: Given = {},
) {
  const seen: string[] = [];
  const kernel: Kernel = {
    context: 'rates',
    heading: 'Rates',
    errors: {},
    api: { requestHeaders: ['x-rate'] },
    placeForApp: () => place,
    placeForCommand: () => place,
    isAddressed: () => isAddressed,
    variables: () => [],
    controller: async () => InternalRoutes,
    clientsFor: (caller) => [{ provide: `rates for ${caller}`, useValue: 1 }],
    async module({ place: at, exposedTo, isAsked, isOptional }, _config, { callers, local }) {
      const notes = [
        exposedTo.length > 0 && `exposed to ${exposedTo.join()}`,
        isAsked && 'asked',
        isOptional && 'optional',
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
  const bills: DynamicModule = { module: AnyModule, controllers: [PublicRoutes] };
  const billsModule = () => {
    seen.push('bills is composed');
    return bills;
  };
  const recipients = () =>
    bills.providers?.find((each) => 'provide' in each && each.provide === recipientsOf('bills'));
  const contexts = {
    rates: async () => context('rates', codes[0]!, { answers: { kernel, client: AnyModule } }),
    bills: async () => {
      seen.push('bills is loaded');
      const check = () => void seen.push('bills can send');
      const related = { uses: [], sendsTo: [{ kernel, check }] };
      return context('bills', codes[1]!, {
        ...{ api: { maxParamLength: 7 }, module: billsModule },
        ...(relation === 'sendsTo' && related),
      });
    },
  };
  return { contexts, seen, recipients };
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

  describe('that only sends commands to another context', () => {
    const sending = (given: Given = {}, place: 'embedded' | 'remote' = 'remote') =>
      project(place, ['rate_old', 'bill_paid'], { relation: 'sendsTo', ...given });

    it('binds it in process where it is hosted too', async () => {
      const { contexts, seen, recipients } = sending();
      await composeApp(contexts, APP);
      expect(seen.slice(1)).toEqual([
        'bills can send',
        'rates is composed',
        'bills is composed',
        'bills,rates call rates, hosted, asked, optional, in process with PublicRoutes',
      ]);
      expect(recipients()).toMatchObject({ useValue: { rates: true } });
    });

    it.each(['remote', 'embedded'] as const)(
      'sends them to its address, also if its place is %s',
      async (place) => {
        const { contexts, seen, recipients } = sending({}, place);
        await composeApp(contexts, { ...APP, hosts: ['bills'] });
        expect(seen.slice(2)).toEqual([
          'bills is composed',
          'bills call rates, remote, asked, optional',
        ]);
        expect(recipients()).toMatchObject({ useValue: { rates: true } });
      },
    );

    it('binds nothing without an address, checks nothing, and knows it', async () => {
      const { contexts, seen, recipients } = sending({ isAddressed: false });
      await composeApp(contexts, { ...APP, hosts: ['bills'] });
      expect(seen).toEqual(['bills is loaded', 'bills is composed']);
      expect(recipients()).toMatchObject({ useValue: { rates: false } });
    });
  });

  it('does not start with two contexts that define the same code', async () => {
    const { contexts } = project('remote', ['no_money', 'no_money']);
    await expect(composeApp(contexts, APP)).rejects.toThrow('no_money is defined twice');
  });
});
