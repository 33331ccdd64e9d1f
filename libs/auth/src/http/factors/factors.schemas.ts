import { z } from 'zod';
import { EXAMPLE_TOKEN, presentPassword } from '../auth.schemas.js';
import { countOf, factorFields } from './login.schemas.js';

const code = z.string().max(64);
const CODES = ['3f9k-72mq-x4tp', 'w8zc-5n1h-b6rd'];
const codes = z.array(z.string()).meta({ description: 'Shown this once' });

export const factorsAnswer = z
  .object({
    password: z.boolean(),
    totp: z.boolean().meta({ description: 'Codes of an app' }),
    passkeys: z.int(),
    recovery_codes: z.int().meta({ description: 'How many are left' }),
  })
  .meta({
    id: 'Factors',
    example: { password: true, totp: true, passkeys: 1, recovery_codes: 10 },
  });

export const recoveryCodesAnswer = z
  .object({ recovery_codes: codes })
  .meta({ id: 'RecoveryCodes', example: { recovery_codes: CODES } });

export const totpSetupAnswer = z
  .object({
    uri: z.string().meta({ description: '`otpauth://…`, for an app on the same device' }),
    secret: z.string().meta({ description: 'The seed in base 32, to be typed' }),
    qr_svg: z.string().meta({ description: 'The URI as an image. It shows the seed' }),
  })
  .meta({
    id: 'TotpSetup',
    example: {
      uri: 'otpauth://totp/test%40gmail.com?secret=JBSWY3DPEHPK3PXP',
      secret: 'JBSWY3DPEHPK3PXP',
      qr_svg: '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    },
  });

export const confirmTotpBody = z
  .object({ code })
  .meta({ id: 'ConfirmTotp', example: { code: '123456' } });

export const confirmedTotpAnswer = z
  .object({
    recovery_codes: codes.optional().meta({ description: 'With the first second factor only' }),
  })
  .meta({ id: 'ConfirmedTotp', example: { recovery_codes: CODES } });

export const proofBody = z
  .object({ password: presentPassword.optional(), ...factorFields })
  .refine((body) => countOf(body) <= 1, 'must have at most one second factor')
  .meta({
    id: 'CreateProof',
    description:
      'What a login needs: the password and, if there is one, the second factor; or a passkey',
    example: { password: 'password', code: '123456' },
  });

export const proofAnswer = z
  .object({
    token: z.string().optional().meta({ description: 'Not for a page, whose cookie is replaced' }),
  })
  .meta({ id: 'CreatedProof', example: { token: EXAMPLE_TOKEN } });
