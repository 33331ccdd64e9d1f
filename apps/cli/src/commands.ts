import type { Command } from './args/command.types.js';
import { add } from './commands/add.js';
import { done } from './commands/done.js';
import { edit } from './commands/edit.js';
import { exportItems } from './commands/export-items.js';
import { importItems } from './commands/import-items.js';
import { invitations } from './commands/invitations/invitations.js';
import { senders } from './commands/invitations/senders.js';
import { list } from './commands/list.js';
import { lists } from './commands/lists/lists.js';
import { login } from './commands/login.js';
import { logout } from './commands/logout.js';
import { restore } from './commands/restore.js';
import { rm } from './commands/rm.js';
import { share } from './commands/share.js';
import { show } from './commands/show.js';
import { watch } from './commands/watch.js';

/** All commands by their names, in the order of the help. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    ...{ login, logout, add, list, show, done, edit, rm, restore },
    ...{ share, invitations, senders, lists, watch },
    ...{ export: exportItems, import: importItems },
  }),
);
