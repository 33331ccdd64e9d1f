import { type Context, defineCommand } from '../args/command.types.js';
import { numberOf } from '../args/values.js';
import { refused, usage } from '../command-error.js';
import { addressOf } from '../login/address.js';
import { connect } from '../login/client-of.js';
import {
  assertWritable,
  isToken,
  type Login,
  readLogin,
  writeLogin,
} from '../login/config-file.js';
import { makeToken, stillValid } from '../login/make-token.js';

const DAYS = 90;
const MAX_DAYS = 365;

export const login = defineCommand({
  summary: 'Makes an access token, and stores it for this user',
  operands: '',
  least: 0,
  most: 0,
  options: {
    url: { type: 'string', value: 'address', text: 'of the installation; asked for otherwise' },
    email: { type: 'string', value: 'email', text: 'of your account; asked for otherwise' },
    days: { type: 'string', value: 'days', text: `until the token expires, ${DAYS} if missing` },
    'token-stdin': { type: 'boolean', text: 'take an access token from stdin, and ask nothing' },
    'insecure-http': { type: 'boolean', text: 'allow HTTP to another machine' },
  },
  async run(context, { values }) {
    const { world, output } = context;
    const isTokenGiven = values['token-stdin'] === true;
    if (isTokenGiven && values.url === undefined) throw usage('--token-stdin needs --url.');
    const days = values.days === undefined ? DAYS : numberOf('days', values.days, 1, MAX_DAYS);
    const given = values.url && addressOf(values.url, values['insecure-http'] === true);
    await assertWritable(world.configFile);
    // A file that cannot be understood is replaced.
    const before = await readLogin(world.configFile).catch(() => undefined);
    const text = given || (await world.ask('Address: ')).trim();
    const url = addressOf(text, values['insecure-http'] === true);
    const emailOf = async () => values.email ?? (await world.ask('Email: ')).trim();
    const made = isTokenGiven
      ? await storeToken(context, url, before)
      : await makeToken(context, { url, days, before, email: await emailOf() });
    const { id, expires_at } = made;
    if (output.isJson) output.json({ url, email: made.email, id, expires_at });
    else output.line(`Logged in at ${url}${expires_at ? `, until ${expires_at}` : ''}.`);
  },
});

async function storeToken(
  { world, output }: Context,
  url: string,
  before: Login | undefined,
): Promise<Login> {
  const token = (await givenToken(world)).trim();
  if (!isToken(token)) throw usage('There is no access token on stdin.');
  const query = { limit: 1 };
  const answer = (await connect(url, token).call('GET', '/api/v2/items', { query })) as unknown;
  const isOurs = Array.isArray((answer as { items?: unknown } | undefined)?.items);
  if (!isOurs) throw refused('The answer is not one of a to-do list. Is the address right?');
  await writeLogin(world.configFile, { url, token });
  if (before?.id !== undefined) output.note(stillValid(before));
  return { url, token };
}

/** At a terminal it is asked for, since what is typed would be seen. */
async function givenToken(world: Context['world']): Promise<string> {
  if (world.isAtTerminal) return world.ask('Access token: ', { hidden: true });
  return Buffer.from(await world.readInput()).toString();
}
