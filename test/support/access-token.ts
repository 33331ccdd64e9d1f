import { send } from './client.js';

/** An access token, as the response to its creation shows it. */
export interface CreatedAccessToken {
  id: string;
  name: string;
  scopes: string[];
  created_at: string;
  expires_at: string;
  last_used_at: string | null;
  token: string;
}

/** Makes an access token of the user of a session. `others` are further fields. */
export async function makeAccessToken(
  authUrl: string,
  token: string,
  scopes: string[],
  others: object = {},
): Promise<CreatedAccessToken> {
  const json = { name: 'backup', scopes, expires_in_days: 90, ...others };
  const url = `${authUrl}/api/v2/account/tokens`;
  const answer = await send<CreatedAccessToken>('POST', url, { token, json });
  if (answer.status !== 201) throw new Error(`cannot make an access token: ${answer.text}`);
  return answer.body;
}

/** The random part of an access token. */
export function secretOf(accessToken: string): string {
  return accessToken.split('_').at(-1)!;
}
