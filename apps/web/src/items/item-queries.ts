import {
  type QueryClient,
  useMutation,
  useMutationState,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useMemo } from 'react';
import { type AllItems, type ItemChange, readItems } from '../api/items.js';
import { newerOf } from '../live/list-news.js';
import { useStore } from '../store.js';
import { isOutage, loseServer, noticeServer } from './connection.js';
import { hiddenItems } from './deletions.js';
import { applyOperations, type Operation, type ShownItem } from './operations.js';
import { sendOperation } from './send-operation.js';

export const ITEMS = ['items'];
/** With the id of the item. */
export const MEMBERS = 'members';
const CHANGE = ['change-items'];
/** Changes are sent one by one, in the order in which the user made them. */
const IN_ORDER = { id: 'items' };

let temporaryId = 0;

/** The list with the user's changes, confirmed or not, and whether some are not. */
export function useItems() {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: ITEMS,
    queryFn: ({ signal }) => readItems(signal),
    // An answer may have been under way while the stream brought a newer list.
    structuralSharing: (known, read) => newerOf(known as AllItems | undefined, read as AllItems),
  });
  const changes = useMutationState({ filters: { mutationKey: CHANGE, status: 'pending' } });
  const hidden = useStore(hiddenItems);
  const items = useMemo(
    () => query.data && applyOperations(query.data, pendingOperations(client), hidden),
    // `changes` says when to look again, which must be at the same moment as for `query.data`.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [query.data, changes, hidden, client],
  );
  return { ...query, items, isChanging: changes.length > 0 };
}

/** Changes the list at once on screen, and then on the server. */
export function useChangeItems() {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationKey: CHANGE,
    scope: IN_ORDER,
    mutationFn: (operation: Operation) => sendOperation(operation, client.getQueryData(ITEMS)),
    onMutate: () => client.cancelQueries({ queryKey: ITEMS }),
    onSuccess: (items) => {
      noticeServer();
      client.setQueryData(ITEMS, items);
    },
    // Not awaited: a failed change disappears at once.
    onError: () => void client.invalidateQueries({ queryKey: ITEMS }),
    // During an outage the queue waits, in order, until the server is reachable.
    retry: (_count, error) => isOutage(error) && loseServer(),
    retryDelay: 0,
  });
  return useMemo(
    () => ({
      add: (title: string) => mutate({ kind: 'add', title, temporaryId: --temporaryId }),
      change: ({ id, title }: ShownItem, change: ItemChange) =>
        mutate({ kind: 'update', id, title, change }),
      /** Repeats a change that an expired session has prevented. */
      redo: (operations: readonly Operation[]) =>
        operations.forEach((operation) => mutate(operation)),
    }),
    [mutate],
  );
}

/** Unconfirmed changes, oldest first. */
export function pendingOperations(client: QueryClient): Operation[] {
  return client
    .getMutationCache()
    .findAll({ mutationKey: CHANGE, status: 'pending' })
    .map(({ state }) => state.variables as Operation);
}
