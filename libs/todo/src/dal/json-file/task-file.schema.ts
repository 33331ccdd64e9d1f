import { z } from 'zod';

const id = z.int().positive().max(2_147_483_647);

/** What `tasks.json` holds: items and connections of several users, in one versioned file. */
const taskFileShape = z.strictObject({
  version: z.literal(1),
  /** The id of the next item; it only grows, so that no id is given twice. */
  next_id: z.int().positive(),
  items: z.array(z.strictObject({ id, title: z.string(), status: z.enum(['PENDING', 'DONE']) })),
  connections: z.array(
    z.strictObject({
      user_id: id,
      to_do_id: id,
      role: z.enum(['owner', 'member']),
      created_at: z.iso.datetime(),
    }),
  ),
});

export type TaskFile = z.output<typeof taskFileShape>;

/** The shape, and what holds across its parts. */
export const taskFile = taskFileShape.refine(
  isConsistent,
  'ids are not unique, or a connection or an item has no counterpart',
);

/** A store that nobody has written to yet. */
export const EMPTY_TASK_FILE: TaskFile = { version: 1, next_id: 1, items: [], connections: [] };

/**
 * The original system kept a map of `title:user_id` to items, without a version;
 * its keys cannot hold two items of one title, nor a title with a colon in it.
 */
export const originalTaskFile = z
  .record(z.string().regex(/^[\s\S]+:\d+$/), z.unknown())
  .refine((map) => Object.keys(map).length > 0);

function isConsistent({ next_id, items, connections }: TaskFile): boolean {
  const ids = new Set(items.map((item) => item.id));
  const pairs = new Set(connections.map(({ user_id, to_do_id }) => `${user_id}:${to_do_id}`));
  const connected = new Set(connections.map(({ to_do_id }) => to_do_id));
  return (
    ids.size === items.length &&
    pairs.size === connections.length &&
    items.every((item) => item.id < next_id && connected.has(item.id)) &&
    connections.every(({ to_do_id }) => ids.has(to_do_id))
  );
}
