import { defineErrors } from '#glue/errors';
import {
  INVITATION_DAYS,
  INVITATIONS_PER_DAY,
  INVITATIONS_PER_EMAIL,
  LISTS_PER_USER,
  SHARING_LIMITS,
  STREAMS_PER_USER,
} from './todo.limits.js';

const PER_SENDER = SHARING_LIMITS.sharedPerSender.toLocaleString('en');
const PER_RECEIVER = SHARING_LIMITS.sharedPerReceiver.toLocaleString('en');

/** The errors of todo that other contexts do not return. */
export const todoErrors = defineErrors({
  cursor_unknown: {
    status: 400,
    message: 'The cursor is not known here.',
    when: 'The cursor is of another user or of another order, or was changed.',
    cure: 'Read the first page again, without a cursor.',
  },
  owner_required: {
    status: 403,
    message: 'Only the owner may do this.',
    when: 'A member tried to share an item or a list, or to remove another member from it.',
    cure: 'Ask its owner, whom `GET /api/v1/items/:id/users` or `GET /api/v2/lists/:id/members` names.',
  },
  item_not_found: {
    status: 404,
    message: 'Item not found.',
    when: 'The caller has no item with this id; it may be another user’s.',
    cure: 'Reload the list.',
  },
  list_not_found: {
    status: 404,
    message: 'List not found.',
    when: 'The caller has no list with this id; it may be another user’s.',
    cure: 'Read the lists again.',
  },
  connection_not_found: {
    status: 404,
    message: 'It is not shared with this user.',
    when:
      'The user to remove is not a member of the item or the list. Nor is who leaves a list that no one else has: nothing was ' +
      'changed.',
    cure: 'Reload the members. Delete a list that only you have: `DELETE /api/v2/lists/:id`.',
  },
  invitation_not_found: {
    status: 404,
    message: 'Invitation not found.',
    when:
      `There is no such invitation for you: it is older than ${INVITATION_DAYS} days, was accepted or withdrawn, or its ` +
      'item or list was deleted or handed over.',
    cure: 'Ask the sender for a new one.',
  },
  sender_not_found: {
    status: 404,
    message: 'This user is not one of your senders.',
    when: 'You have neither accepted an invitation of the user nor blocked the user. Only to block one, a shared list of both is enough.',
    cure: 'Read `GET /api/v2/senders` again.',
  },
  already_shared: {
    status: 409,
    message: 'It is already shared with this user.',
    when: 'The user already has the item or the list, as its owner or as a member.',
    cure: 'Nothing to do.',
  },
  item_limit_reached: {
    status: 409,
    message: 'You have reached the maximum number of items.',
    when:
      'The owner has `ITEMS_PER_USER_MAX` items, not counting items that others handed over. A new item makes room in the ' +
      'trash of its owner; the next one of a repeating item counts for its owner, with the trash.',
    cure: 'Delete some items, empty the trash, or ask the operator.',
  },
  client_id_used: {
    status: 409,
    message: 'Another item has this client_id.',
    when: 'You have created an item with this `client_id`, which was to be another one.',
    cure: 'Make a new `client_id` for each item. Send the same contents to repeat a request.',
  },
  idempotency_key_in_use: {
    status: 409,
    message: 'A request with this Idempotency-Key is under way.',
    when: 'The same request was sent before, and has no answer yet.',
    cure: 'Wait as long as `Retry-After` says, then send it again with the same key.',
  },
  item_gone: {
    status: 410,
    message: 'What the first request has written is there no more.',
    when:
      'A request was repeated, by its `Idempotency-Key` or its `client_id`, and its item or list was deleted since, or left. ' +
      'Nothing was done.',
    cure: 'Nothing to do. To create it anew, send it with another key and another `client_id`.',
  },
  list_limit_reached: {
    status: 409,
    message: 'You have reached the maximum number of lists.',
    when: `The caller has ${LISTS_PER_USER} lists, archived ones included.`,
    cure: 'Delete a list.',
  },
  list_not_empty: {
    status: 409,
    message: 'The list has items.',
    when: 'A list with items was to be deleted. Nothing was changed.',
    cure: 'Move or delete its items, or send `?items=move`: they move to the default list.',
  },
  item_changed: {
    status: 412,
    message: 'The item is not as you have seen it.',
    when: 'The item was changed after the client had read it. `current` is the item as it is now.',
    cure: 'Show `current`, and send the change again with the `ETag` of this answer, if it is still wanted.',
  },
  idempotency_key_reused: {
    status: 422,
    message: 'The Idempotency-Key was used for another request.',
    when:
      'You have sent another request with this `Idempotency-Key` within 24 hours: its method, path, body or `If-Match` ' +
      'differs.',
    cure: 'Make a new key for each request. Repeat a request exactly as it was.',
  },
  if_match_required: {
    status: 428,
    message: 'The header If-Match is required.',
    when: 'A change of an item has no `If-Match`, so that it could overwrite what others have written.',
    cure: 'Send the `ETag` of the item, or `*` to change it in any case.',
  },
  title_limit_reached: {
    status: 409,
    message: 'The titles of the owner’s items have reached their maximum total size.',
    when:
      'The titles of the items of one owner would exceed `TITLE_BYTES_PER_USER_MAX` bytes. The title ' +
      'of a shared item counts for its owner. The trash counts, and makes room for new items.',
    cure: 'Delete some items, empty the trash, or ask the operator.',
  },
  share_limit_reached: {
    status: 409,
    message: 'No more items can be shared with this user.',
    when:
      `The user would be a member of more than ${PER_SENDER} items of this owner, or ${PER_RECEIVER} of all owners; ` +
      'items handed over to the user count too, and a list counts with all its items. For a repeating item the user is a member of ' +
      'the next one, and for an item in a shared list each member of the list. Or one request files items for more than 10,000 ' +
      `memberships. Or the user has ${LISTS_PER_USER} lists, and gets none more.`,
    cure: 'Nothing, until the user leaves or deletes some items or lists.',
  },
  invitation_limit_reached: {
    status: 409,
    message: 'You have made the maximum number of invitations for today.',
    when:
      `You have made ${INVITATIONS_PER_DAY} invitations within 24 hours, or ${INVITATIONS_PER_EMAIL} to this email. To make one again ` +
      'does not count.',
    cure: 'Invite tomorrow. Who has accepted one invitation of yours needs no other.',
  },
  member_limit_reached: {
    status: 409,
    message: 'It has reached its maximum number of members.',
    when:
      `The item or the list has ${SHARING_LIMITS.membersPerItem} members besides its owner, or an item that is filed in a shared list ` +
      'would have more.',
    cure: 'Remove a member first.',
  },
  database_required: {
    status: 501,
    message: 'This needs a database, and items are in a JSON file here.',
    when:
      'Items are in a JSON file (`TO_DO_STORE`), which has titles and statuses only: no other fields, no pages, no lists, no ' +
      'trash, no reminders, no invitations, and no `Idempotency-Key`. `GET`, `PATCH` and `DELETE /api/v2/items/:id` work without a key.',
    cure: 'Use version 1 of the API. Operators: use PostgreSQL, or the embedded database.',
  },
  too_many_streams: {
    status: 429,
    message: 'Too many streams of this user are open.',
    when: `The user has ${STREAMS_PER_USER} open streams of events at this process.`,
    cure: 'Close one. A page needs one stream for all its tabs.',
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
