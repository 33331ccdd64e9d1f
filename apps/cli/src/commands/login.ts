import type { Schema } from '#client';
import { type Context, defineCommand } from '../args/command.types.js';
import { numberOf } from '../args/values.js';
import { usage } from '../command-error.js';
import { addressOf } from '../login/address.js';
import { connect } from '../login/client-of.js';
import { type Login, writeLogin } from '../login/config-file.js';
import { openSession } from '../login/open-session.js';
import { COMMAND } from '../product.js';

const DAYS = 90;
const MAX_DAYS = 365;
/** Of the name of an access token. */
const MAX_NAME = 100;

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
    const text = values.url ?? (await world.ask('Address: ')).trim();
    const url = addressOf(text, values['insecure-http'] === true);
    const made = isTokenGiven
      ? await givenToken(context, url)
      : await makeToken(context, { url, days, email: values.email });
    await writeLogin(world.configFile, made);
    const { email, id, expires_at } = made;
    if (output.isJson) output.json({ url, email, id, expires_at });
    else output.line(`Logged in at ${url}${expires_at ? `, until ${expires_at}` : ''}.`);
  },
});

async function givenToken({ world }: Context, url: string): Promise<Login> {
  const token = Buffer.from(await world.readInput())
    .toString()
    .trim();
  if (!/^[\x21-\x7e]+$/.test(token)) throw usage('There is no access token on stdin.');
  await connect(url, token).call('GET', '/api/v2/items', { query: { limit: 1 } });
  return { url, token };
}

async function makeToken(
  { world }: Context,
  { url, days, email }: { url: string; days: number; email: string | undefined },
): Promise<Login> {
  const user = email ?? (await world.ask('Email: ')).trim();
  const session = await openSession(url, user, world);
  const body: Schema<'CreateAccessToken'> = {
    name: `${COMMAND} on ${world.host}`.slice(0, MAX_NAME),
    scopes: ['items:read', 'items:write'],
    expires_in_days: days,
  };
  try {
    const made = await session.client.call('POST', '/api/v2/account/tokens', { body });
    return { url, email: user, id: made.id, expires_at: made.expires_at, token: made.token };
  } finally {
    await session.end();
  }
}
