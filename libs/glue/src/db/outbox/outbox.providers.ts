import type { Provider } from '@nestjs/common';
import { ReadinessService } from '../../health/index.js';
import { METRICS, type Metrics } from '../../metrics/index.js';
import { outboxStoreOf } from '../../outbox/index.js';
import { onDatabase } from '../database.module.js';
import { Housekeeping } from '../housekeeping.js';
import { DatabaseOutbox } from './database-outbox.js';

/** The outbox store of a context on its database, its housekeeping, metrics and note in `/readyz`. */
export function outboxOnDatabase(context: string): Provider[] {
  const store = outboxStoreOf(context);
  return [
    onDatabase(context, store, (source) => new DatabaseOutbox(source, context)),
    {
      provide: `${store}_housekeeping`,
      inject: [store, METRICS],
      useFactory: (outbox: DatabaseOutbox, metrics?: Metrics) =>
        new Housekeeping(`the outbox of ${context}`, [
          () => outbox.sweep(),
          ...(metrics ? [() => count(context, outbox, metrics)] : []),
        ]),
    },
    {
      provide: `${store}_readiness`,
      inject: [store, { token: ReadinessService, optional: true }],
      useFactory: (outbox: DatabaseOutbox, readiness?: ReadinessService) =>
        readiness?.register(`${context}_outbox`, () => noteOf(outbox)),
    },
  ];
}

async function count(context: string, outbox: DatabaseOutbox, { outboxes }: Metrics) {
  outboxes.count(context, await outbox.counts());
  return false;
}

/** A note, never a failure: requests are served meanwhile. The check of the database says if it is not. */
async function noteOf(outbox: DatabaseOutbox): Promise<string | undefined> {
  const counts = await outbox.counts().catch(() => []);
  const parked = counts.filter((each) => each.parked > 0);
  if (parked.length === 0) return undefined;
  return `parked commands: ${parked.map((each) => `${each.parked} for ${each.contract}`).join(', ')}`;
}
