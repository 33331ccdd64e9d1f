import { ApiError, type Client, type Schema } from '#client';
import type { World } from '../world.types.js';
import { connect } from './client-of.js';

/** A session that has just begun: it may make and delete access tokens. */
export interface OpenSession {
  client: Client;
  /** Ends it. */
  end(): Promise<void>;
}

/** Asks for the password, and for a second factor if there is one, and logs in. */
export async function openSession(
  url: string,
  email: string,
  world: Pick<World, 'ask'>,
): Promise<OpenSession> {
  const password = await world.ask('Password: ', { hidden: true });
  const { session, token } = await logIn(connect(url), { email, password }, world);
  const client = connect(url, token);
  const path = { id: session.id };
  const end = () => client.call('DELETE', '/api/v2/account/sessions/{id}', { path });
  return { client, end: async () => void (await end()) };
}

async function logIn(
  client: Client,
  body: Schema<'CreateSession'>,
  world: Pick<World, 'ask'>,
): Promise<Schema<'CreatedSession'>> {
  try {
    return await client.call('POST', '/api/v2/account/sessions', { body });
  } catch (error) {
    const challenge = challengeOf(error);
    if (challenge === undefined) throw error;
    const answer = await world.ask('Code of your app, or a recovery code: ', { hidden: true });
    const text = answer.replace(/\s/g, '');
    const factor = /^\d{6}$/.test(text) ? { code: text } : { recovery_code: answer.trim() };
    return client.call('POST', '/api/v2/account/sessions', { body: { challenge, ...factor } });
  }
}

function challengeOf(error: unknown): string | undefined {
  if (!(error instanceof ApiError) || error.code !== 'second_factor_required') return undefined;
  return error.problem.challenge;
}
