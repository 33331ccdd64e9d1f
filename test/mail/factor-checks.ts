import type { Answer } from '../support/client.js';
import { CHECKS } from './credential-checks.js';
import type { FactorCredential, FactorHolder } from './factor-holder.js';

/** What an account has, as `GET /api/v2/account/factors` tells it. */
interface Factors {
  totp: boolean;
  recovery_codes: number;
}

/** Whether a credential is valid. None of these checks ends another one. */
export const FACTOR_CHECKS: Record<FactorCredential, (person: FactorHolder) => Promise<boolean>> = {
  'codes of an app': (person) => completes(person, { code: person.code }, 'totp'),
  passkeys: async (person) => isRight(await person.logInByPasskey(), 'passkey_refused'),
  'recovery codes': (person) =>
    completes(person, { recovery_code: person.recoveryCode }, 'recovery_codes'),
  // A wrong code uses no step.
  'steps in progress': async (person) => {
    const answer = await person.complete({ challenge: person.step, code: '000000' });
    if (isRight(answer, 'second_factor_wrong', 'login_expired')) throw new Error('no wrong code');
    return answer.body.code === 'second_factor_wrong';
  },
  'other sessions': (person) => isValid(person, 'other sessions'),
  'access tokens': (person) => isValid(person, 'access tokens'),
};

/** Whether a factor completes a login; of a user without a password, whether the account has it. */
async function completes(
  person: FactorHolder,
  factor: object,
  kind: keyof Factors,
): Promise<boolean> {
  const begun = await person.begin();
  // No second factor is asked for.
  if (begun.status === 201) return false;
  if (begun.body.code === 'second_factor_required') {
    const { challenge } = begun.body;
    return isRight(await person.complete({ challenge, ...factor }), 'second_factor_wrong');
  }
  const login = await person.logInByPasskey();
  if (!isRight(login, 'passkey_refused')) return false;
  const { token } = login.body;
  const answer = await person.holder.must<Factors>('GET', 'v2/account/factors', { token });
  return Number(answer.body[kind]) > 0;
}

/** Whether a login has begun a session; otherwise it must be refused with one of these codes. */
function isRight({ status, body, text }: Answer<{ code: string }>, ...codes: string[]): boolean {
  if (status === 201) return true;
  if (codes.includes(body.code)) return false;
  throw new Error(`a login answers ${status}: ${text}`);
}

async function isValid(
  { holder }: FactorHolder,
  credential: 'other sessions' | 'access tokens',
): Promise<boolean> {
  const { statuses, use } = CHECKS[credential];
  const { status } = await use(holder);
  if (!statuses.includes(status)) throw new Error(`${credential}: the answer is ${status}`);
  return status === statuses[0];
}
