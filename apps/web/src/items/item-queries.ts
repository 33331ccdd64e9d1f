import {
  type QueryClient,
  useMutation,
  useMutationState,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useMemo } from 'react';
import { createItem, type Item, readItems, updateItem } from '../api/items.js';
import { useStore } from '../store.js';
import { hiddenItems } from './deletions.js';
import { applyOperations, type Operation, type ShownItem } from './operations.js';

export const ITEMS = ['items'];
const CHANGE = ['change-items'];
/** One after the other, in the order in which the person made them. */
const IN_ORDER = { id: 'items' };

let temporaryId = 0;

/** The list as the person has made it, whether or not the server has confirmed all of it. */
export function useItems() {
  const client = useQueryClient();
  const query = useQuery({ queryKey: ITEMS, queryFn: ({ signal }) => readItems(signal) });
  const changes = useMutationState({ filters: { mutationKey: CHANGE, status: 'pending' } });
  const hidden = useStore(hiddenItems);
  const items = useMemo(
    () => query.data && applyOperations(query.data, pendingOperations(client), hidden),
    // `changes` says when to look again, which must be at the same moment as for `query.data`.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [query.data, changes, hidden, client],
  );
  return { ...query, items };
}

/** Changes the list at once on screen, and then on the server. */
export function useChangeItems() {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationKey: CHANGE,
    scope: IN_ORDER,
    mutationFn: send,
    onMutate: () => client.cancelQueries({ queryKey: ITEMS }),
    onSuccess: (items) => client.setQueryData(ITEMS, items),
    onError: () => client.invalidateQueries({ queryKey: ITEMS }),
  });
  return useMemo(
    () => ({
      add: (title: string) => mutate({ kind: 'add', title, temporaryId: --temporaryId }),
      change: (before: ShownItem, change: Partial<Pick<Item, 'title' | 'status'>>) =>
        mutate({ kind: 'update', item: toItem({ ...before, ...change }), before: toItem(before) }),
      /** Does again what an expired session has prevented. */
      redo: (operations: readonly Operation[]) =>
        operations.forEach((operation) => mutate(operation)),
    }),
    [mutate],
  );
}

/** What has been done to the list and is not confirmed, oldest first. */
export function pendingOperations(client: QueryClient): Operation[] {
  return client
    .getMutationCache()
    .findAll({ mutationKey: CHANGE, status: 'pending' })
    .map(({ state }) => state.variables as Operation);
}

function send(operation: Operation) {
  return operation.kind === 'add' ? createItem(operation.title) : updateItem(operation.item);
}

function toItem({ id, title, status }: Item): Item {
  return { id, title, status };
}
