import { z } from 'zod';
import { authErrors } from '../../auth.errors.js';
import type { GivenFactor } from '../../core/factors/second-factor.js';
import { factorErrors } from '../../factor.errors.js';
import { passkeyAnswer } from './passkey.schemas.js';

/** A code of an app. Whether it is right is a 401: a wrong form is as wrong as a wrong digit. */
const code = z.string().max(64);
const challenge = z
  .string()
  .regex(/^[\w-]{43}$/, 'must be the challenge of a login')
  .meta({ description: 'That of the answer `second_factor_required`' });

/** The fields of a second factor. */
export const factorFields = {
  code: code.optional().meta({ description: 'The code that an app shows' }),
  recovery_code: code.optional(),
  passkey: passkeyAnswer.optional(),
};

/** The fields of the second step of a login. */
export const secondStep = { challenge: challenge.optional(), ...factorFields };

/** The fields of each way to log in. */
export const WAYS = [
  ['email', 'password'],
  ...[
    ['challenge', 'code'],
    ['challenge', 'recovery_code'],
    ['challenge', 'passkey'],
  ],
  ['passkey'],
];

/** The errors of a login that is more than a password. */
export const LOGIN_ERRORS = [
  authErrors.invalid_credentials,
  authErrors.email_unverified,
  factorErrors.second_factor_required,
  factorErrors.second_factor_wrong,
  factorErrors.login_expired,
  factorErrors.passkey_refused,
  factorErrors.passkey_copied,
  factorErrors.passkeys_off,
] as const;

type Factor = z.output<z.ZodObject<typeof factorFields>>;
type Body = Partial<Record<'email' | 'password' | 'challenge', string | undefined>> & Factor;

/** A body must have the fields of one way to log in. */
export function assertOneWay(body: Body, context: z.RefinementCtx): void {
  const missing = (path: string, message = 'is required') =>
    context.addIssue({ code: 'custom', path: [path], message });
  if (body.challenge !== undefined) {
    if (countOf(body) !== 1) missing('code', 'exactly one second factor is required');
  } else if (!body.passkey) {
    if (body.email === undefined) missing('email');
    if (body.password === undefined) missing('password');
  }
}

/** The second factor of a body, if it has one. */
export function givenFactor({ code, recovery_code, passkey }: Factor): GivenFactor | undefined {
  if (code !== undefined) return { kind: 'totp', code };
  if (recovery_code !== undefined) return { kind: 'recovery-code', code: recovery_code };
  return passkey && { kind: 'passkey', answer: passkey };
}

/** How many second factors a body has. */
export function countOf({ code, recovery_code, passkey }: Factor): number {
  return [code, recovery_code, passkey].filter((each) => each !== undefined).length;
}

/** What a login by a passkey is for. */
export const passkeyOptionsBody = z.object({ challenge: challenge.optional() }).meta({
  id: 'LoginPasskeyOptions',
  description: 'Without `challenge`, any passkey is asked for',
  example: {},
});
