import type { FactoryProvider, InjectionToken, OptionalFactoryDependency } from '@nestjs/common';
import { ReadinessService } from '#glue/health';
import { METRICS, type Metrics } from '#glue/metrics';
import {
  Deliveries,
  outboxOf,
  outboxStoreOf,
  type OutboxStore,
  type Recipients,
  recipientsOf,
} from '#glue/outbox';
import { Sealer } from '#glue/sealing';
import { clientTokenOf } from '../binding/client-token.js';
import { withoutTransactions } from '../commands/without-transactions.js';
import type { Contract } from '../contract/contract.js';
import { type Command, Outbox } from './outbox.js';
import { type AnyClient, sendBy } from './send-command.js';

const SEALER = { token: Sealer, optional: true };

/**
 * The outbox of a context, which delivers commands to some contracts. The module also has its store,
 * by `outboxOnDatabase`; the start fails without one. To a contract of `sendsTo` nothing is delivered
 * where the process has no client of it.
 *
 * @param only the commands that the context sends, if not all of them: one without secret fields needs no `Sealer`
 */
export function outboxProviders(
  context: string,
  contracts: readonly Contract[],
  only?: readonly Command[],
): FactoryProvider[] {
  return [
    {
      provide: outboxOf(context),
      inject: [optional(outboxStoreOf(context)), optional(recipientsOf(context)), SEALER],
      useFactory: (store?: OutboxStore, recipients?: Recipients, sealer?: Sealer) =>
        new Outbox(context, store ?? refuse(context), contracts, { recipients, sealer, only }),
    },
    ...contracts.map((contract) => deliveriesTo(contract, context)),
  ];
}

function deliveriesTo(contract: Contract, context: string): FactoryProvider {
  return {
    provide: `${outboxOf(context)}_to_${contract.name}`,
    inject: [
      ...[outboxOf(context), optional(outboxStoreOf(context)), optional(recipientsOf(context))],
      ...[optional(clientTokenOf(contract.name)), METRICS, optional(ReadinessService), SEALER],
    ],
    useFactory: (
      outbox: Outbox,
      store: OutboxStore,
      recipients: Recipients = {},
      client?: AnyClient,
      metrics?: Metrics,
      readiness?: ReadinessService,
      sealer?: Sealer,
    ) => {
      if (!client && contract.name in recipients) return undefined;
      if (!client) throw new Error(withoutClient(contract, context));
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

function optional(token: InjectionToken): OptionalFactoryDependency {
  return { token, optional: true };
}

function withoutClient({ name }: Contract, context: string): string {
  return `the outbox of ${context} has no client of ${name}: list its kernel in the manifest, in uses or sendsTo`;
}

function refuse(context: string): never {
  throw withoutTransactions(
    context,
    `${context} has an outbox: what is put into it is stored in the transaction of the change`,
  );
}
