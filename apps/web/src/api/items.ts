import { call } from './call.js';
import type { components } from './openapi.js';

export type Item = components['schemas']['Item'];
export type AllItems = components['schemas']['AllItems'];

/** A member of an item. */
export type ItemUser = components['schemas']['ItemUser'];

export const readItems = (signal?: AbortSignal) =>
  call<AllItems>('GET', 'v1/get/all', signal ? { signal } : {});

export const createItem = (title: string) =>
  call<AllItems>('POST', 'v1/create', { json: { title, status: 'PENDING' } });

/** The fields of an item to change. Other fields keep their value, also if others change them. */
export type ItemChange = Partial<Pick<Item, 'title' | 'status'>>;

export const updateItem = (id: number, change: ItemChange) =>
  call<AllItems>('PATCH', 'v1/update', { json: { id, ...change } });

export const readUsers = (id: number, signal?: AbortSignal) =>
  call<ItemUser[]>('GET', `v1/items/${id}/users`, signal ? { signal } : {});

export const shareItem = (id: number, email: string) =>
  call<ItemUser[]>('POST', `v1/items/${id}/users`, { json: { email } });

/** Removes a member from an item. Members who remove themselves leave it. */
export const removeUser = (id: number, userId: number, keepalive = false) =>
  call<ItemUser[]>('DELETE', `v1/items/${id}/users/${userId}`, { keepalive });
