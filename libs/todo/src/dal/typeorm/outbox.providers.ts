import type { Provider } from '@nestjs/common';
import { outboxOnDatabase } from '#glue/db';
import { mailContract } from '#mail-kernel';
import { outboxProviders } from '#seam';

/** The commands of todo to other contexts. Also for tools, which list them. */
export function outboxOfTodo(context: string): Provider[] {
  return [
    ...outboxOnDatabase(context),
    ...outboxProviders(context, [mailContract], [mailContract.notify, mailContract.sendPlain]),
  ];
}
