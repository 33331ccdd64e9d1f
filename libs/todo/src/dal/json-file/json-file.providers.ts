import { Injectable, type OnApplicationShutdown, type Provider } from '@nestjs/common';
import { CONNECTION_DAL } from '../connection.dal.js';
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
export function onJsonFile(path: string, toMend: boolean): Provider[] {
  const bind = (token: symbol, Dal: new (file: TaskFileStore) => object): Provider => ({
    provide: token,
    inject: [TaskFileStore],
    useFactory: (file: TaskFileStore) => new Dal(file),
  });
  return [
    { provide: TaskFileStore, useFactory: () => TaskFileStore.open(path, toMend) },
    CloseTaskFile,
    bind(TODO_DAL, JsonFileTodoDal),
    bind(CONNECTION_DAL, JsonFileConnectionDal),
    bind(USER_DELETION_DAL, JsonFileUserDeletionDal),
    bind(RECONCILE_DAL, JsonFileReconcileDal),
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
