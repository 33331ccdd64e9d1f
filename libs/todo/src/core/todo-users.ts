import { users } from '#auth-kernel';
import { references } from '#seam';
import { ItemChecks } from './item-checks.js';

/** The users to whom items belong. Their deletion deletes or hands over their items. */
export class TodoUsers extends references('todo', users, { rows: 'items', checks: ItemChecks }) {}
