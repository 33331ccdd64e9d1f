import type { FactoryProvider, OptionalFactoryDependency } from '@nestjs/common';
import { ReadinessService } from '#glue/health';
import { METRICS, type Metrics } from '#glue/metrics';
import { Deliveries, outboxOf, outboxStoreOf, type OutboxStore } from '#glue/outbox';
import { clientTokenOf } from '../binding/client-token.js';
import { withoutTransactions } from '../commands/without-transactions.js';
import type { Contract } from '../contract/contract.js';
import { Outbox } from './outbox.js';
import { type AnyClient, sendBy } from './send-command.js';

/**
 * The outbox of a context, which delivers commands to some contracts. The module also has its store,
 * by `outboxOnDatabase`; the start fails without one.
 */
export function outboxProviders(
  context: string,
  contracts: readonly Contract[],
): FactoryProvider[] {
  const stored = { token: outboxStoreOf(context), optional: true };
  return [
    {
      provide: outboxOf(context),
      inject: [stored],
      useFactory: (store?: OutboxStore) => new Outbox(context, store ?? refuse(context), contracts),
    },
    ...contracts.map((contract) => deliveriesTo(contract, context, stored)),
  ];
}

function deliveriesTo(
  contract: Contract,
  context: string,
  stored: OptionalFactoryDependency,
): FactoryProvider {
  return {
    provide: `${outboxOf(context)}_to_${contract.name}`,
    inject: [
      ...[outboxOf(context), stored, clientTokenOf(contract.name)],
      ...[METRICS, { token: ReadinessService, optional: true }],
    ],
    useFactory: (
      outbox: Outbox,
      store: OutboxStore,
      client: AnyClient,
      metrics?: Metrics,
      readiness?: ReadinessService,
    ) => {
      const observe = metrics?.outboxes.tries(context, contract.name);
      const wakeOther = (other: string) => outbox.wake(other);
      const onDrain = readiness && ((end: () => void) => readiness.onDrain(end));
      const hooks = { observe, wakeOther, onDrain };
      const deliveries = new Deliveries(store, contract.name, sendBy(contract, client), hooks);
      outbox.onCommands(contract.name, deliveries.wake);
      return deliveries;
    },
  };
}

function refuse(context: string): never {
  throw withoutTransactions(
    context,
    `${context} has an outbox: what is put into it is stored in the transaction of the change`,
  );
}
