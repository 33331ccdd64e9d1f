import type { Provider } from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { withDatabaseErrors } from '#glue/db';
import { CONNECTION_DAL } from '../connection.dal.js';
import type { ItemLimits } from '../item-limits.js';
import { RECONCILE_DAL } from '../reconcile.dal.js';
import { TODO_DAL } from '../todo.dal.js';
import { USER_DELETION_DAL } from '../user-deletion.dal.js';
import { ToDoItem } from './to-do-item.entity.js';
import { TypeormConnectionDal } from './typeorm-connection.dal.js';
import { TypeormReconcileDal } from './typeorm-reconcile.dal.js';
import { TypeormTodoDal } from './typeorm-todo.dal.js';
import { TypeormUserDeletionDal } from './typeorm-user-deletion.dal.js';
import { UserConnection } from './user-connection.entity.js';

export const ENTITIES = [ToDoItem, UserConnection];

/** All that todo stores, on the PostgreSQL database of a context. */
export function onPostgres(context: string, limits: ItemLimits): Provider[] {
  const bind = (token: symbol, open: (source: DataSource) => object): Provider => ({
    provide: token,
    inject: [getDataSourceToken(context)],
    useFactory: (source: DataSource) => withDatabaseErrors(open(source)),
  });
  return [
    bind(TODO_DAL, (source) => new TypeormTodoDal(source, limits)),
    bind(CONNECTION_DAL, (source) => new TypeormConnectionDal(source, limits)),
    bind(USER_DELETION_DAL, (source) => new TypeormUserDeletionDal(source)),
    bind(RECONCILE_DAL, (source) => new TypeormReconcileDal(source)),
  ];
}
