import type { Provider } from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { withDatabaseErrors } from '#glue/db';
import { CONNECTION_DAL } from '../connection.dal.js';
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
export function onPostgres(context: string): Provider[] {
  const bind = (token: symbol, Dal: new (source: DataSource) => object): Provider => ({
    provide: token,
    inject: [getDataSourceToken(context)],
    useFactory: (source: DataSource) => withDatabaseErrors(new Dal(source)),
  });
  return [
    bind(TODO_DAL, TypeormTodoDal),
    bind(CONNECTION_DAL, TypeormConnectionDal),
    bind(USER_DELETION_DAL, TypeormUserDeletionDal),
    bind(RECONCILE_DAL, TypeormReconcileDal),
  ];
}
