import { call } from './call.js';
import type { components } from './openapi.js';

export type Item = components['schemas']['Item'];
export type AllItems = components['schemas']['AllItems'];

/** Somebody who has an item. */
export type ItemUser = components['schemas']['ItemUser'];

export const readItems = (signal?: AbortSignal) =>
  call<AllItems>('GET', 'get/all', signal ? { signal } : {});

export const createItem = (title: string) =>
  call<AllItems>('POST', 'create', { json: { title, status: 'PENDING' } });

/** What of an item is to change; the rest stays, whatever others have made of it. */
export type ItemChange = Partial<Pick<Item, 'title' | 'status'>>;

export const updateItem = (id: number, change: ItemChange) =>
  call<AllItems>('PATCH', 'update', { json: { id, ...change } });

export const readUsers = (id: number, signal?: AbortSignal) =>
  call<ItemUser[]>('GET', `items/${id}/users`, signal ? { signal } : {});

export const shareItem = (id: number, email: string) =>
  call<ItemUser[]>('POST', `items/${id}/users`, { json: { email } });

/** Takes somebody off an item; whoever takes themselves off leaves it. */
export const removeUser = (id: number, userId: number, keepalive = false) =>
  call<ItemUser[]>('DELETE', `items/${id}/users/${userId}`, { keepalive });
