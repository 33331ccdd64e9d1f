import { ApiError, type Client, type Schema, UnreachableError } from '#client';
import type { Context } from '../args/command.types.js';
import { refused } from '../command-error.js';
import { COMMAND } from '../product.js';
import { isToken, type Login, writeLogin } from './config-file.js';
import { openSession } from './open-session.js';

/** Of the name of an access token. */
const MAX_NAME = 100;

interface Wanted {
  url: string;
  email: string;
  days: number;
  /** The login that the new one replaces. */
  before: Login | undefined;
}

/**
 * Asks for the password, makes an access token and stores it. That of the login before is deleted.
 *
 * No token stays valid that is not stored, if that can be prevented.
 */
export async function makeToken({ world, output }: Context, wanted: Wanted): Promise<Login> {
  const { url, email, days, before } = wanted;
  const session = await openSession(url, email, world);
  const { client } = session;
  const body: Schema<'CreateAccessToken'> = {
    name: `${COMMAND} on ${world.host}`.slice(0, MAX_NAME),
    scopes: ['items:read', 'items:write'],
    expires_in_days: days,
  };
  try {
    const { id, expires_at, token } = await client.call('POST', '/api/v2/account/tokens', { body });
    if (!isToken(token)) throw refused('The answer has no access token. Is the address right?');
    const made = { url, email, id, expires_at, token };
    await writeLogin(world.configFile, made).catch(async (error: unknown) => {
      if (!(await deleteToken(client, id).catch(isServers))) output.note(stillValid(made));
      throw error;
    });
    const isOld = before?.url === url && before.email === email && before.id !== undefined;
    const isDeleted = isOld && (await deleteToken(client, before.id!).catch(isServers));
    if (before && !isDeleted) output.note(stillValid(before));
    return made;
  } finally {
    await session.end();
  }
}

/** An access token cannot delete itself: the client is one of a session. @returns true */
export async function deleteToken(client: Client, id: string): Promise<boolean> {
  try {
    await client.call('DELETE', '/api/v2/account/tokens/{id}', { path: { id } });
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'token_not_found') throw error;
  }
  return true;
}

/** A message about a token that is not stored any more. */
export function stillValid({ url, expires_at }: Login): string {
  const end = expires_at ? ` until ${expires_at}` : '';
  return `The access token of a login at ${url} stays valid${end}. Delete it in your account there.`;
}

/** @returns false for errors of the server. @throws all others */
function isServers(error: unknown): false {
  if (error instanceof ApiError || error instanceof UnreachableError) return false;
  throw error;
}
