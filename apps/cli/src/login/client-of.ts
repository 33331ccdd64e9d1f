import { type Client, createClient } from '#client';
import { CommandError, EXIT } from '../command-error.js';
import { COMMAND } from '../product.js';
import type { World } from '../world.types.js';
import { readLogin } from './config-file.js';

/** A client of an address, with a token or without. It follows no redirects: another server must not get the token. */
export function connect(baseUrl: string, token?: string): Client {
  return createClient({ baseUrl, ...(token !== undefined && { token }) });
}

/** The client of the user who is logged in. @throws CommandError without a login */
export async function clientOf(world: Pick<World, 'configFile'>): Promise<Client> {
  const login = await readLogin(world.configFile);
  if (!login) throw new CommandError(EXIT.notLoggedIn, `You are not logged in: ${COMMAND} login`);
  return connect(login.url, login.token);
}
