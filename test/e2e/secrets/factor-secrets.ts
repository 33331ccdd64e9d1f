import { Secret, TOTP } from 'otpauth';
import { anyEmail, send } from '../../support/client.js';
import { PASSWORD } from '../../support/person.js';

const STEP_MS = 30_000;

/** What a person with second factors has sent and received. */
interface FactorSecrets {
  texts: string[];
  /** Six digits each. */
  codes: string[];
}

interface Answered {
  token: string;
  challenge: string;
  secret: string;
  uri: string;
  recovery_codes: string[];
}

/** Sets up an app, logs in by a code and by a recovery code, and sends a wrong one of each. */
export async function factorSecrets(authUrl: string): Promise<FactorSecrets> {
  const email = anyEmail();
  const must = async (status: number, path: string, json?: object, token?: string) => {
    const url = `${authUrl}/api/${path}`;
    const answer = await send<Answered>('POST', url, { json, ...(token && { token }) });
    expect({ path, status: answer.status }).toEqual({ path, status });
    return answer.body;
  };
  const logIn = (status: number, json: object) => must(status, 'v2/account/sessions', json);
  const byPassword = { email, password: PASSWORD };
  await must(201, 'v1/users/create', byPassword);
  const { token } = await logIn(201, byPassword);
  const { secret, uri } = await must(201, 'v2/account/totp', undefined, token);
  const app = new TOTP({ secret: Secret.fromBase32(secret) });
  const codes = [0, STEP_MS].map((later) => app.generate({ timestamp: Date.now() + later }));
  const confirmed = await must(200, 'v2/account/totp/confirm', { code: codes[0] }, token);
  const [first] = confirmed.recovery_codes as [string];

  const { challenge } = await logIn(401, byPassword);
  await logIn(401, { challenge, code: codes[0] });
  await logIn(401, { challenge, recovery_code: `${first.slice(0, -1)}_` });
  const tokens = [token, (await logIn(201, { challenge, code: codes[1] })).token];
  const { challenge: other } = await logIn(401, byPassword);
  tokens.push((await logIn(201, { challenge: other, recovery_code: first })).token);
  const parts = tokens.flatMap((each) => each.split('.').slice(1));
  const used = [first, first.replaceAll('-', '')];
  return { texts: [...formsOf(secret), uri, challenge, other, ...used, ...parts], codes };
}

/** The ways to write a seed. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(Secret.fromBase32(secret).bytes);
  return [secret, bytes.toString('hex'), bytes.toString('base64'), bytes.join(',')];
}
