import { authKernel, users } from '#auth-kernel';
import { defineContext } from '#glue/context';
import { MY_DATA } from '#glue/export';
import { eventsTool } from '#glue/event-tool';
import { reconcileToolOf } from '#glue/tools';
import { mailKernel } from '#mail-kernel';
import { MAX_TITLE_LENGTH_IN_PATH } from './core/title.js';
import { TodoUsers } from './core/todo-users.js';
import { todoConfig } from './todo.config.js';
import { todoErrors } from './todo.errors.js';
import { todoDatabase, TodoModule } from './todo.module.js';

/** Items of users, and their sharing. */
export const todoContext = defineContext({
  name: 'todo',
  heading: 'To-do items',
  variables: todoConfig,
  errors: todoErrors,
  database: todoDatabase,
  paths: [
    '/api/v1/create',
    '/api/v1/get/',
    '/api/v1/update',
    '/api/v1/delete/',
    '/api/v1/items/',
    '/api/v2/events',
    '/api/v2/invitations',
    '/api/v2/items',
    '/api/v2/lists',
    '/api/v2/senders',
    '/api/v2/todo/',
    '/api/v2/trash',
  ],
  api: {
    maxParamLength: MAX_TITLE_LENGTH_IN_PATH,
    tags: {
      'to-do items': 'Items with notes, priorities, due dates, repetition and labels, page by page',
      'to-do lists': 'Lists of items, and the order in them',
      trash: 'Deleted items, for 30 days',
      sharing: 'The members of an item',
      invitations: 'Invitations to items of others, and who may share with you without one',
      'to-do': 'Version 1 of items: titles and statuses. Each answer has all items',
      ...MY_DATA,
    },
  },
  uses: [authKernel],
  sendsTo: [{ kernel: mailKernel }],
  module: (config) => TodoModule.register(config),
  ownFile: ({ TO_DO_STORE, JSON_STORE_PATH }) =>
    TO_DO_STORE === 'json-file' ? JSON_STORE_PATH : undefined,
  tools: [reconcileToolOf(users.contract.name, TodoUsers), eventsTool('todo')],
  toolsModule: (config) => TodoModule.registerTools(config),
});
