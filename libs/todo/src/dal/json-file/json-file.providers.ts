import { Injectable, type OnApplicationShutdown, type Provider } from '@nestjs/common';
import { CONNECTION_DAL } from '../connection.dal.js';
import type { ItemLimits } from '../item-limits.js';
import { RECONCILE_DAL } from '../reconcile.dal.js';
import { TODO_DAL } from '../todo.dal.js';
import { USER_DELETION_DAL } from '../user-deletion.dal.js';
import { JsonFileConnectionDal } from './json-file-connection.dal.js';
import { JsonFileReconcileDal } from './json-file-reconcile.dal.js';
import { JsonFileTodoDal } from './json-file-todo.dal.js';
import { JsonFileUserDeletionDal } from './json-file-user-deletion.dal.js';
import { TaskFileStore } from './task-file.store.js';

/**
 * All that todo stores, in the JSON file at `path`.
 *
 * @param toMend whether it may hold what `reconcile` can mend
 */
export function onJsonFile(path: string, limits: ItemLimits, toMend: boolean): Provider[] {
  const bind = (token: symbol, open: (file: TaskFileStore) => object): Provider => ({
    provide: token,
    inject: [TaskFileStore],
    useFactory: open,
  });
  return [
    { provide: TaskFileStore, useFactory: () => TaskFileStore.open(path, toMend) },
    CloseTaskFile,
    bind(TODO_DAL, (file) => new JsonFileTodoDal(file, limits)),
    bind(CONNECTION_DAL, (file) => new JsonFileConnectionDal(file, limits)),
    bind(USER_DELETION_DAL, (file) => new JsonFileUserDeletionDal(file)),
    bind(RECONCILE_DAL, (file) => new JsonFileReconcileDal(file)),
  ];
}

/** Gives the file free after the last request. */
@Injectable()
class CloseTaskFile implements OnApplicationShutdown {
  constructor(private readonly store: TaskFileStore) {}

  async onApplicationShutdown(): Promise<void> {
    await this.store.close();
  }
}
