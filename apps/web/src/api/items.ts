import { call, send } from './call.js';
import type { NewInvitation } from './invitations.js';
import type { components } from '#client';

export type Item = components['schemas']['Item'];
/** All items, and the tag of this version of the list. */
export type AllItems = components['schemas']['AllItems'] & { tag: string };

/** A member of an item. */
export type ItemUser = components['schemas']['ItemUser'];

async function callForItems(...request: Parameters<typeof send>): Promise<AllItems> {
  const response = await send(...request);
  const items = (await response.json()) as Omit<AllItems, 'tag'>;
  return { ...items, tag: (response.headers.get('etag') ?? '').replace(/^W\/|"/g, '') };
}

export const readItems = (signal?: AbortSignal) => callForItems('GET', 'v1/get/all', { signal });

export const createItem = (title: string) =>
  callForItems('POST', 'v1/create', { json: { title, status: 'PENDING' } });

/** The fields of an item to change. Other fields keep their value, also if others change them. */
export type ItemChange = Partial<Pick<Item, 'title' | 'status'>>;

export const updateItem = (id: number, change: ItemChange) =>
  callForItems('PATCH', 'v1/update', { json: { id, ...change } });

/** The stream of what changes in the list after a version, or from the present on. */
export const followItems = (since: string | undefined, signal: AbortSignal) =>
  send('GET', 'v2/events', { lastEvent: since, signal });

export const readUsers = (id: number, signal?: AbortSignal) =>
  call<ItemUser[]>('GET', `v1/items/${id}/users`, { signal });

/** The members, if the person has accepted the user before, or an invitation. */
export const shareItem = (id: number, email: string) =>
  call<ItemUser[] | NewInvitation>('POST', `v1/items/${id}/users`, { json: { email } });

/** Removes a member from an item. Members who remove themselves leave it. */
export const removeUser = (id: number, userId: number) =>
  call<ItemUser[]>('DELETE', `v1/items/${id}/users/${userId}`);

/** An own item is deleted for all its members; one of another owner is left. */
export const deleteItem = (id: number, keepalive = false) =>
  call('DELETE', `v2/items/${id}`, { keepalive });
