import { defineErrors } from '#glue/errors';

/** The errors that only todo answers with. */
export const todoErrors = defineErrors({
  owner_required: {
    status: 403,
    message: 'Only the owner of the item may do this.',
    when: 'A member wants to share an item, or to take it from somebody else.',
    cure: 'Ask its owner, whom `GET /api/v1/items/:id/users` names.',
  },
  item_not_found: {
    status: 404,
    message: 'There is no such item among yours.',
    when: 'The caller has no such item; it may be another user’s.',
    cure: 'Read the list again.',
  },
  connection_not_found: {
    status: 404,
    message: 'The item is not shared with this user.',
    when: 'The user who shall lose the item does not have it.',
    cure: 'Read who has it again.',
  },
  already_shared: {
    status: 409,
    message: 'The item is shared with this user already.',
    when: 'The user has the item already, as its owner or as a member.',
    cure: 'Nothing: it is as you want it.',
  },
  item_limit_reached: {
    status: 409,
    message: 'You have as many items as one user may have.',
    when: 'The user owns `ITEMS_PER_USER_MAX` items, 10,000 by default, beside what others handed over.',
    cure: 'Delete some, or ask the operator.',
  },
  title_limit_reached: {
    status: 409,
    message: 'The titles of all items of their owner may not get any longer.',
    when:
      'The titles of the items of one owner would have more than `TITLE_BYTES_PER_USER_MAX` bytes, ' +
      '2 MiB by default; of a shared item those of its owner count.',
    cure: 'Delete some, or ask the operator.',
  },
  share_limit_reached: {
    status: 409,
    message: 'No more items can be shared with this user.',
    when:
      'The user is a member of 1,000 items of this owner, or of 10,000 of all owners, with those ' +
      'that were handed over to them.',
    cure: 'Nothing, until they leave or delete some.',
  },
  member_limit_reached: {
    status: 409,
    message: 'The item has as many members as it may have.',
    when: 'The item has 100 members.',
    cure: 'Take it from one of them first.',
  },
  user_id_reused: {
    status: 409,
    message: 'The items under your id are those of an earlier user. Ask the operator.',
    when:
      'auth was restored from an older backup and gave an id again whose earlier user still has ' +
      'items here.',
    cure: 'Operators: [consistency.md](consistency.md); users can do nothing.',
  },
  store_unavailable: {
    status: 503,
    message: 'The store cannot be written. Try again shortly.',
    when: 'The file of items cannot be written; nothing has changed.',
    cure:
      'Wait as `Retry-After` says, then send it again. Operators: look at the disk of ' +
      '`JSON_STORE_PATH`.',
  },
});
