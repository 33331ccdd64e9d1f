import { z } from 'zod';

const id = z.int().positive();

const contentShape = {
  /** The id of the next item; it only grows, so that no id is reused. */
  next_id: z.int().positive(),
  items: z.array(z.strictObject({ id, title: z.string(), status: z.enum(['PENDING', 'DONE']) })),
  connections: z.array(
    z.strictObject({
      user_id: id,
      to_do_id: id,
      role: z.enum(['owner', 'member']),
      created_at: z.iso.datetime(),
      /** Set if the item was handed over to this owner. */
      inherited: z.literal(true).optional(),
    }),
  ),
};

/** The content of `tasks.json`: the tables of the database, in one versioned file. */
const versionTwo = z.strictObject({
  version: z.literal(2),
  ...contentShape,
  /** The public id of each user, and the time of the deletion. */
  users: z.array(
    z.strictObject({
      user_id: id,
      unique_id: z.string().min(1),
      deleted_at: z.iso.datetime().nullable(),
    }),
  ),
  cursor: z.strictObject({ id, event_id: z.uuid() }).nullable(),
});

/** Version 1: written before users could be deleted. */
const versionOne = z
  .strictObject({ version: z.literal(1), ...contentShape })
  .transform((content) => ({ ...content, version: 2 as const, users: [], cursor: null }));

export type ItemsFile = z.output<typeof versionTwo>;
export type StoredMembership = ItemsFile['connections'][number];

/** The shape only, without the rules that `reconcile` can repair. */
export const itemsFileShape = z.discriminatedUnion('version', [versionTwo, versionOne]);

/** The shape, and the rules across its parts. */
export const itemsFile = itemsFileShape
  .refine(hasUniqueIds, 'ids are not unique')
  .refine(
    hasMatchingMemberships,
    'an item or a membership has no counterpart; `npm run reconcile` can repair it',
  )
  .refine(hasOwners, 'an item does not have exactly one owner; `npm run reconcile` can repair it');

export const EMPTY_ITEMS_FILE: ItemsFile = {
  version: 2,
  next_id: 1,
  items: [],
  connections: [],
  users: [],
  cursor: null,
};

/**
 * The original system stored a map of `title:user_id` to items, without a version. Its keys allow
 * neither two items of one title nor a title with a colon.
 */
export const originalItemsFile = z
  .record(z.string().regex(/^[\s\S]+:\d+$/), z.unknown())
  .refine((map) => Object.keys(map).length > 0);

function hasUniqueIds({ next_id, items, connections, users }: ItemsFile): boolean {
  const pairs = connections.map(({ user_id, to_do_id }) => `${user_id}:${to_do_id}`);
  return (
    isUnique(items.map((item) => item.id)) &&
    isUnique(pairs) &&
    isUnique(users.map(({ user_id }) => user_id)) &&
    items.every((item) => item.id < next_id)
  );
}

function hasMatchingMemberships({ items, connections }: ItemsFile): boolean {
  const ids = new Set(items.map((item) => item.id));
  const connected = new Set(connections.map(({ to_do_id }) => to_do_id));
  return (
    items.every((item) => connected.has(item.id)) &&
    connections.every(({ to_do_id }) => ids.has(to_do_id))
  );
}

function hasOwners({ items, connections }: ItemsFile): boolean {
  const owned = connections.filter(({ role }) => role === 'owner').map((each) => each.to_do_id);
  return owned.length === items.length && isUnique(owned);
}

function isUnique(values: unknown[]): boolean {
  return new Set(values).size === values.length;
}
