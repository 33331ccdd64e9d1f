import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { dataSourceOf, outboxOnDatabase } from '#glue/db';
import { defineErrors, ServiceError } from '#glue/errors';
import { ReadinessService } from '#glue/health';
import { outboxOf } from '#glue/outbox';
import { type DataKeys, Sealer } from '#glue/sealing';
import { command } from '../contract/call.js';
import { clientTokenOf } from '../binding/client-token.js';
import type { ClientOf, ServiceOf } from '../contract/client-of.js';
import { defineContract } from '../contract/define-contract.js';
import { secret } from '../contract/secret-fields.js';
import type { Outbox } from './outbox.js';
import { outboxProviders } from './outbox.providers.js';

/** @param mark what is done with the fields that are secret */
function define(mark: typeof secret) {
  return defineContract('vault', {
    errors: defineErrors({
      vault_full: { status: 409, message: 'Full.', when: 'No box is free.', cure: 'Wait.' },
    }),
    calls: {
      keep: command({
        input: z.object({
          hint: z.string(),
          box: z.object({ code: mark(z.string()), size: z.int() }),
          pins: mark(z.array(z.string())).optional(),
        }),
        output: z.object({ box: z.int(), receipt: mark(z.string()).optional() }),
        errors: ['vault_full'],
      }),
    },
  });
}

/** Keeps what is secret. */
export const vaultContract = define(secret);

/** The same, whose author has forgotten the marks. */
export const carelessContract = define((schema) => schema);

export type Kept = Parameters<ClientOf<typeof vaultContract>['keep']>[0];

/** Keeps it in memory. */
export class VaultService implements ServiceOf<typeof vaultContract> {
  readonly kept: Kept[] = [];
  isFull = false;

  async keep(input: Kept) {
    if (this.isFull) throw new ServiceError(vaultContract.errors.vault_full);
    this.kept.push(input);
    return { box: this.kept.length, receipt: `for ${input.box.code}` };
  }
}

/** A process of a shop that brings something to the vault, with some data keys. */
export async function openBank(
  source: DataSource,
  client: object,
  keys: DataKeys,
  contract = vaultContract,
) {
  // Several processes of a test share it: closing one must not close it.
  Object.assign(source, { onApplicationShutdown: undefined });
  class BankModule {}
  const app: INestApplicationContext = await NestFactory.createApplicationContext(
    {
      module: BankModule,
      providers: [
        ReadinessService,
        { provide: dataSourceOf('shop'), useValue: source },
        { provide: clientTokenOf('vault'), useValue: client },
        { provide: Sealer, useValue: new Sealer('shop', keys) },
        ...outboxOnDatabase('shop'),
        ...outboxProviders('shop', [contract]),
      ],
    },
    { logger: false },
  );
  await app.init();
  const outbox = app.get<Outbox>(outboxOf('shop'));
  return {
    outbox,
    put: (kept: Kept) => source.transaction((manager) => outbox.put(manager, contract.keep, kept)),
    close: () => app.close(),
  };
}
