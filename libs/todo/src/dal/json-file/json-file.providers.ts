import { Injectable, type OnApplicationShutdown, type Provider } from '@nestjs/common';
import { MEMBERSHIPS_DAL } from '../../core/ports/memberships.dal.js';
import type { ItemLimits } from '../../core/item-limits.js';
import { RECONCILE_DAL } from '../../core/ports/reconcile.dal.js';
import { ITEMS_DAL } from '../../core/ports/items.dal.js';
import { USER_DELETION_DAL } from '../../core/ports/user-deletion.dal.js';
import { JsonFileMembershipsDal } from './json-file-memberships.dal.js';
import { JsonFileReconcileDal } from './json-file-reconcile.dal.js';
import { JsonFileItemsDal } from './json-file-items.dal.js';
import { JsonFileUserDeletionDal } from './json-file-user-deletion.dal.js';
import { ItemsFileStore } from './items-file.store.js';

/**
 * All that todo stores, in the JSON file at `path`.
 *
 * @param lenient whether to accept content that `reconcile` can repair
 */
export function onJsonFile(path: string, limits: ItemLimits, lenient: boolean): Provider[] {
  const bind = (token: symbol, open: (file: ItemsFileStore) => object): Provider => ({
    provide: token,
    inject: [ItemsFileStore],
    useFactory: open,
  });
  return [
    { provide: ItemsFileStore, useFactory: () => ItemsFileStore.open(path, lenient) },
    CloseTaskFile,
    bind(ITEMS_DAL, (file) => new JsonFileItemsDal(file, limits)),
    bind(MEMBERSHIPS_DAL, (file) => new JsonFileMembershipsDal(file, limits)),
    bind(USER_DELETION_DAL, (file) => new JsonFileUserDeletionDal(file)),
    bind(RECONCILE_DAL, (file) => new JsonFileReconcileDal(file)),
  ];
}

/** Releases the file after the last request. */
@Injectable()
class CloseTaskFile implements OnApplicationShutdown {
  constructor(private readonly store: ItemsFileStore) {}

  async onApplicationShutdown(): Promise<void> {
    await this.store.close();
  }
}
