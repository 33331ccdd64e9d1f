import { defineErrors } from '#glue/errors';

/** The errors of todo that other contexts do not return. */
export const todoErrors = defineErrors({
  owner_required: {
    status: 403,
    message: 'Only the owner of the item may do this.',
    when: 'A member tried to share an item, or to remove another member from it.',
    cure: 'Ask its owner, whom `GET /api/v1/items/:id/users` names.',
  },
  item_not_found: {
    status: 404,
    message: 'There is no such item among yours.',
    when: 'The caller has no item with this id; it may be another user’s.',
    cure: 'Reload the list.',
  },
  connection_not_found: {
    status: 404,
    message: 'The item is not shared with this user.',
    when: 'The user to remove is not a member of the item.',
    cure: 'Reload the members of the item.',
  },
  already_shared: {
    status: 409,
    message: 'The item is already shared with this user.',
    when: 'The user already has the item, as its owner or as a member.',
    cure: 'Nothing to do.',
  },
  item_limit_reached: {
    status: 409,
    message: 'You have as many items as one user may have.',
    when:
      'The user owns `ITEMS_PER_USER_MAX` items, 10,000 by default, not counting items that others ' +
      'handed over.',
    cure: 'Delete some items, or ask the operator.',
  },
  title_limit_reached: {
    status: 409,
    message: 'The titles of the owner’s items have reached their limit together.',
    when:
      'The titles of the items of one owner would exceed `TITLE_BYTES_PER_USER_MAX` bytes, 2 MiB by ' +
      'default. The title of a shared item counts for its owner.',
    cure: 'Delete some items, or ask the operator.',
  },
  share_limit_reached: {
    status: 409,
    message: 'No more items can be shared with this user.',
    when:
      'The user is a member of 1,000 items of this owner, or of 10,000 of all owners; items handed ' +
      'over to the user count too.',
    cure: 'Nothing, until the user leaves or deletes some items.',
  },
  member_limit_reached: {
    status: 409,
    message: 'The item has as many members as it may have.',
    when: 'The item has 100 members.',
    cure: 'Remove a member first.',
  },
  user_id_reused: {
    status: 409,
    message: 'The items under your id belong to an earlier user. Ask the operator.',
    when: 'auth was restored from an older backup and reused an id whose earlier user still has items.',
    cure: 'Operators: [consistency.md](consistency.md); users can do nothing.',
  },
  store_unavailable: {
    status: 503,
    message: 'The store cannot be written. Try again shortly.',
    when: 'The JSON file of items cannot be written; nothing was changed.',
    cure:
      'Wait as long as `Retry-After` says, then retry. Operators: check the disk of ' +
      '`JSON_STORE_PATH`.',
  },
});
