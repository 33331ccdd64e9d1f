import { type Context, defineCommand } from '../args/command.types.js';
import { CommandError, EXIT } from '../command-error.js';
import { failureOf } from '../failure.js';
import { deleteLogin, type Login, readLogin } from '../login/config-file.js';
import { deleteToken } from '../login/make-token.js';
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
    // With --forget also a file that cannot be understood.
    const login = values.forget ? undefined : await readLogin(world.configFile);
    const token_deleted = login !== undefined && (await deleteAtServer(context, login));
    const logged_out = await deleteLogin(world.configFile);
    if (output.isJson) output.json({ logged_out, token_deleted });
    else output.line(logged_out ? 'Logged out.' : 'You were not logged in.');
  },
});

/** @returns whether the token is deleted at the server */
async function deleteAtServer({ world, output }: Context, login: Login): Promise<boolean> {
  const { url, email, id } = login;
  if (id === undefined || email === undefined) {
    output.note('The access token was made elsewhere: delete it there.');
    return false;
  }
  try {
    const session = await openSession(url, email, world);
    return await deleteToken(session.client, id).finally(() => session.end());
  } catch (error) {
    const { exit, message } = failureOf(error);
    if (exit !== EXIT.unreachable) throw error;
    throw new CommandError(exit, `${message} --forget deletes the access token here only.`);
  }
}
