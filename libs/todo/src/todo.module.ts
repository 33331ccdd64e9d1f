import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import type { ServerConfig } from '#glue/config';
import { contextDatabase, DatabaseModule, Housekeeping } from '#glue/db';
import { eventFollowers, eventHandlers } from '#seam';
import { migrations } from '#migrations/todo';
import { ListMembersService } from './core/sharing/list-members.service.js';
import { MembershipsService } from './core/sharing/memberships.service.js';
import { BulkService } from './core/bulk/bulk.service.js';
import { DetailedItemsService } from './core/details/detailed-items.service.js';
import { KeyedWritesService } from './core/keyed/keyed-writes.service.js';
import { InvitationsService } from './core/invitations/invitations.service.js';
import { SendersService } from './core/invitations/senders.service.js';
import { ListsService } from './core/lists/lists.service.js';
import { ItemsService } from './core/items.service.js';
import { RemindersService } from './core/reminders/reminders.service.js';
import { TrashService } from './core/trash/trash.service.js';
import { OwnDataService } from './core/own-data.service.js';
import { ItemChecks } from './core/item-checks.js';
import type { ItemLimits } from './core/item-limits.js';
import { TodoUsers } from './core/todo-users.js';
import { onJsonFile } from './dal/json-file/json-file.providers.js';
import { invitationMailsOnPostgres } from './dal/typeorm/invitations/invitations.providers.js';
import { remindersOnPostgres } from './dal/typeorm/reminders/reminders.providers.js';
import { changesOnPostgres, onPostgres } from './dal/typeorm/postgres.providers.js';
import { MembershipsController } from './http/memberships.controller.js';
import { EventsController } from './http/events.controller.js';
import { BulkController } from './http/bulk/bulk.controller.js';
import { DetailedItemsController } from './http/details/detailed-items.controller.js';
import { ItemController } from './http/details/item.controller.js';
import { ItemDeletionController } from './http/trash/item-deletion.controller.js';
import { TrashController } from './http/trash/trash.controller.js';
import { ItemMovesController } from './http/lists/item-moves.controller.js';
import { ListMembersController } from './http/lists/list-members.controller.js';
import { ListController } from './http/lists/list.controller.js';
import { ListsController } from './http/lists/lists.controller.js';
import { ItemsController } from './http/items.controller.js';
import { InvitationsController } from './http/invitations/invitations.controller.js';
import { ReceivedInvitationController } from './http/invitations/received-invitation.controller.js';
import { SendersController } from './http/invitations/senders.controller.js';
import { listFollowers } from './http/list-followers.provider.js';
import { WRITES_PER_MINUTE } from './http/limits/write-limit.guard.js';
import { OwnDataController } from './http/own-data.controller.js';
import type { TodoConfig } from './todo.config.js';
import { SHARING_LIMITS } from './todo.limits.js';

const CONTEXT = 'todo';
const MB = 2 ** 20;

type Config = TodoConfig & Pick<ServerConfig, 'DATA_DIR'>;
const CONTROLLERS = [
  MembershipsController,
  InvitationsController,
  ReceivedInvitationController,
  SendersController,
  ItemsController,
  BulkController,
  DetailedItemsController,
  ItemController,
  ItemDeletionController,
  TrashController,
  ListsController,
  ListController,
  ListMembersController,
  ItemMovesController,
  EventsController,
  OwnDataController,
];

/** Apart from other work in the background: an outage of one stops no other. */
const REMINDERS: Provider[] = [
  ...remindersOnPostgres(CONTEXT),
  RemindersService,
  {
    provide: Symbol('reminders of todo'),
    inject: [RemindersService],
    useFactory: (reminders: RemindersService) =>
      new Housekeeping('reminders', [() => reminders.sendDue()]),
  },
];

type Storage = Required<Pick<DynamicModule, 'imports' | 'providers'>>;

export const todoDatabase = contextDatabase(CONTEXT, migrations, 'TO_DO');

/** The todo context: items of users. It reads users only through `AUTH_CLIENT`. */
@Module({})
export class TodoModule {
  /** Serves clients, and follows the events of users at auth. */
  static register(config: Config): DynamicModule {
    const { imports, providers } = storage(config);
    return {
      module: TodoModule,
      imports,
      controllers: CONTROLLERS,
      providers: [
        ...providers,
        ...(config.TO_DO_STORE === 'json-file'
          ? []
          : [...changesOnPostgres(CONTEXT), ...REMINDERS, invitationMailsOnPostgres(CONTEXT)]),
        listFollowers,
        ItemsService,
        KeyedWritesService,
        DetailedItemsService,
        TrashService,
        BulkService,
        ListsService,
        InvitationsService,
        SendersService,
        MembershipsService,
        ListMembersService,
        OwnDataService,
        { provide: WRITES_PER_MINUTE, useValue: config.ITEM_WRITES_PER_MINUTE_MAX },
        eventFollowers(CONTEXT),
      ],
    };
  }

  /** Runs tools, and does nothing else. */
  static registerTools(config: Config): DynamicModule {
    const { imports, providers } = storage(config, true);
    return {
      module: TodoModule,
      imports,
      providers,
      exports: [TodoUsers],
    };
  }
}

/** @param lenient whether to accept inconsistent data */
function storage(config: Config, lenient = false): Storage {
  const limits: ItemLimits = {
    itemsPerUser: config.ITEMS_PER_USER_MAX,
    titleBytesPerUser: config.TITLE_BYTES_PER_USER_MAX,
    ...SHARING_LIMITS,
  };
  const usesFile = config.TO_DO_STORE === 'json-file';
  return {
    imports: usesFile ? [] : [DatabaseModule.forRoot(todoDatabase, config)],
    providers: [
      ...(usesFile
        ? onJsonFile(CONTEXT, config.JSON_STORE_PATH, limits, lenient)
        : onPostgres(CONTEXT, limits, config.LIST_CACHE_MB * MB)),
      ItemChecks,
      TodoUsers,
      eventHandlers(CONTEXT, [TodoUsers]),
    ],
  };
}
