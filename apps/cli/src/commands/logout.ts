import { ApiError } from '#client';
import { type Context, defineCommand } from '../args/command.types.js';
import { deleteLogin, type Login, readLogin } from '../login/config-file.js';
import { openSession } from '../login/open-session.js';

export const logout = defineCommand({
  summary: 'Deletes the access token at the server, which needs the password, and here',
  operands: '',
  least: 0,
  most: 0,
  options: {
    forget: { type: 'boolean', text: 'delete it here only: it stays valid until it expires' },
  },
  async run(context, { values }) {
    const { world, output } = context;
    const login = await readLogin(world.configFile);
    const isDeleted = !values.forget && login !== undefined && (await deleteToken(context, login));
    await deleteLogin(world.configFile);
    if (output.isJson) output.json({ logged_out: login !== undefined, token_deleted: isDeleted });
    else output.line(login ? 'Logged out.' : 'You were not logged in.');
  },
});

/** An access token cannot delete itself. @returns whether it is deleted at the server */
async function deleteToken({ world, output }: Context, login: Login): Promise<boolean> {
  const { url, email, id } = login;
  if (id === undefined || email === undefined) {
    output.note('The access token was made elsewhere: delete it there.');
    return false;
  }
  const session = await openSession(url, email, world);
  try {
    await session.client.call('DELETE', '/api/v2/account/tokens/{id}', { path: { id } });
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'token_not_found') throw error;
  } finally {
    await session.end();
  }
  return true;
}
