import {
  type DynamicModule,
  Injectable,
  Module,
  type OnApplicationShutdown,
  type Provider,
} from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { ServerConfig } from '#glue/config';
import { DatabaseModule, withDatabaseErrors } from '#glue/db';
import { migrations } from '#migrations/todo';
import { TodoService } from './core/todo.service.js';
import { JsonFileTodoDal } from './dal/json-file/json-file-todo.dal.js';
import { TaskFileStore } from './dal/json-file/task-file.store.js';
import { TODO_DAL } from './dal/todo.dal.js';
import { ToDoItem } from './dal/typeorm/to-do-item.entity.js';
import { TypeormTodoDal } from './dal/typeorm/typeorm-todo.dal.js';
import { UserConnection } from './dal/typeorm/user-connection.entity.js';
import { TodoController } from './http/todo.controller.js';
import type { TodoConfig } from './todo.config.js';

const CONTEXT = 'todo';

type Config = TodoConfig & Pick<ServerConfig, 'DATA_DIR'>;

/** The todo context: items tethered to users. Knows users only through `AUTH_CLIENT`. */
@Module({})
export class TodoModule {
  static with(config: Config): DynamicModule {
    return {
      module: TodoModule,
      controllers: [TodoController],
      ...(config.TO_DO_STORE === 'json-file' ? onJsonFile(config) : onPostgres(config)),
    };
  }
}

function onPostgres(config: Config): { imports: DynamicModule[]; providers: Provider[] } {
  const database = DatabaseModule.forContext({
    context: CONTEXT,
    url: config.TO_DO_DB_URL,
    urlVariable: 'TO_DO_DB_URL',
    maxConnections: config.TO_DO_MAX_CONNECTIONS,
    dataDir: config.DATA_DIR,
    entities: [ToDoItem, UserConnection],
    migrations,
  });
  const dal = {
    provide: TODO_DAL,
    inject: [getDataSourceToken(CONTEXT)],
    useFactory: (source: DataSource) => withDatabaseErrors(new TypeormTodoDal(source)),
  };
  return { imports: [database], providers: [TodoService, dal] };
}

function onJsonFile(config: Config): { providers: Provider[] } {
  const store = {
    provide: TaskFileStore,
    useFactory: () => TaskFileStore.open(config.JSON_STORE_PATH),
  };
  const dal = {
    provide: TODO_DAL,
    inject: [TaskFileStore],
    useFactory: (file: TaskFileStore) => new JsonFileTodoDal(file),
  };
  return { providers: [TodoService, store, dal, CloseTaskFile] };
}

/** Gives the file free after the last request. */
@Injectable()
class CloseTaskFile implements OnApplicationShutdown {
  constructor(private readonly store: TaskFileStore) {}

  async onApplicationShutdown(): Promise<void> {
    await this.store.close();
  }
}
