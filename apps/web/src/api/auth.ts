import type { components, Credentials } from '#client';
import { call } from './call.js';

export type User = components['schemas']['User'];

/** @param invitation the token of an invitation, where only invited people register */
export const register = (credentials: Credentials, invitation?: string) =>
  call('POST', 'v1/users/create', { json: { ...credentials, invitation } });

/** The answer sets a cookie that no script can read. If it is to `remember`, the browser keeps it. */
export const logIn = (credentials: Credentials, remember: boolean) =>
  call('POST', 'v2/account/sessions', { json: { ...credentials, remember, cookie: true } });

export const logOut = () => call('POST', 'v1/auth/page-logout');

export const readUser = (signal?: AbortSignal) => call<User>('GET', 'v1/users/get', { signal });

export const deleteUser = (credentials: Credentials) =>
  call('DELETE', 'v1/users/delete', { credentials });
