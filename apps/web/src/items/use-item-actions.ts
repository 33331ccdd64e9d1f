import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ItemUser } from '../api/items.js';
import { t } from '../texts/index.js';
import { announce } from '../ui/announcer.js';
import { offer, showFailure } from '../ui/toaster.js';
import { ADD_FIELD } from './add-form.js';
import { begin, commit, undo } from './deletions.js';
import type { ItemActions } from './item-row.js';
import { useChangeItems } from './item-queries.js';
import type { ShownItem } from './operations.js';

/** The actions of rows. They are stable between renders, so that unchanged rows do not render again. */
export function useItemActions(userId: number, share: (item: ShownItem) => void): ItemActions {
  const client = useQueryClient();
  const { change } = useChangeItems();
  return useMemo(
    () => ({
      toggle: (item, row) => {
        const isDone = item.status === 'DONE';
        focusNeighbour(row, 'toggle');
        change(item, { status: isDone ? 'PENDING' : 'DONE' });
        announce(isDone ? t.items.unticked(item.title) : t.items.ticked(item.title));
      },
      rename: (item, title) => change(item, { title }),
      share,
      remove: (item, row) => {
        focusNeighbour(row, 'delete');
        const deletion = begin(item, (users) => {
          message.say(deletionText(item.title, users, userId));
        });
        const message = offer({
          title: t.items.deleted(item.title),
          action: t.items.undo,
          onAction: () => {
            undo(deletion);
            announce(t.items.restored(item.title));
          },
          onGone: () => {
            commit(deletion, client).catch((error: unknown) =>
              showFailure(t.failed.delete(item.title), error),
            );
          },
        });
      },
    }),
    [client, change, share, userId],
  );
}

/** Deletes an own item, deletes a shared one for all members, or leaves one of another owner. */
function deletionText(title: string, users: ItemUser[], userId: number): string {
  if (users.some(({ user_id, role }) => user_id === userId && role === 'member')) {
    return t.items.left(title);
  }
  return users.length > 1 ? t.items.deletedForAll(title, users.length) : t.items.deleted(title);
}

/** The row leaves its list: keyboard focus moves to the next one. */
function focusNeighbour(row: HTMLElement, action: 'toggle' | 'delete'): void {
  if (!row.contains(document.activeElement)) return;
  const neighbour = row.nextElementSibling ?? row.previousElementSibling;
  const target =
    neighbour?.querySelector<HTMLElement>(`[data-action=${action}]`) ??
    document.getElementById(ADD_FIELD);
  target?.focus();
}
