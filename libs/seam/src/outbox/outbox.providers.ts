import type { FactoryProvider, OptionalFactoryDependency } from '@nestjs/common';
import { ReadinessService } from '#glue/health';
import { METRICS, type Metrics } from '#glue/metrics';
import { Deliveries, outboxOf, outboxStoreOf, type OutboxStore } from '#glue/outbox';
import { Sealer } from '#glue/sealing';
import { clientTokenOf } from '../binding/client-token.js';
import { withoutTransactions } from '../commands/without-transactions.js';
import type { Contract } from '../contract/contract.js';
import { Outbox } from './outbox.js';
import { type AnyClient, sendBy } from './send-command.js';

const SEALER = { token: Sealer, optional: true };

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
      inject: [stored, SEALER],
      useFactory: (store?: OutboxStore, sealer?: Sealer) =>
        new Outbox(context, store ?? refuse(context), contracts, sealer),
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
      ...[METRICS, { token: ReadinessService, optional: true }, SEALER],
    ],
    useFactory: (
      outbox: Outbox,
      store: OutboxStore,
      client: AnyClient,
      metrics?: Metrics,
      readiness?: ReadinessService,
      sealer?: Sealer,
    ) => {
      const observe = metrics?.outboxes.tries(context, contract.name);
      const wakeOther = (other: string) => outbox.wake(other);
      const onDrain = readiness && ((end: () => void) => readiness.onDrain(end));
      const hooks = { observe, wakeOther, onDrain };
      const send = sendBy(contract, client, sealer);
      const deliveries = new Deliveries(store, contract.name, send, hooks);
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
