import { call, type Credentials } from './call.js';
import type { components } from './openapi.js';

export type User = components['schemas']['User'];

export const register = (json: Credentials) => call('POST', 'users/create', { json });

/** The answer sets a cookie that no script can read. */
export const logIn = (credentials: Credentials) => call('POST', 'auth/page-login', { credentials });

export const logOut = () => call('POST', 'auth/page-logout');

export const readUser = (signal?: AbortSignal) =>
  call<User>('GET', 'users/get', signal ? { signal } : {});

export const deleteUser = (credentials: Credentials) =>
  call('DELETE', 'users/delete', { credentials });
