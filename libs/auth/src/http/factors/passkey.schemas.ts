import { z } from 'zod';
import { plainText } from '#glue/fields';

/** In base64url. WebAuthn level 3, 4: at most 1,023 bytes. */
const credentialId = z.string().regex(/^[\w-]{1,1364}$/, 'must be base64url');
const bytes = z.string().regex(/^[\w-]*$/, 'must be base64url');

const ANSWER = {
  id: 'AQIDBAUGBwgJCgsMDQ4PEA',
  rawId: 'AQIDBAUGBwgJCgsMDQ4PEA',
  type: 'public-key' as const,
  response: { clientDataJSON: 'eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0', transports: ['internal'] },
};
const PASSKEY = {
  id: '0d0f8c5e-6c0a-4d57-9a0d-0c1f5a6f7b21',
  name: 'Phone',
  created_at: '2026-01-01T12:00:00.000Z',
  last_used_at: null,
  backed_up: true,
};

/** What `toJSON()` of a browser's credential gives. The other fields are checked by their use. */
export const passkeyAnswer = z
  .looseObject({
    id: credentialId,
    rawId: credentialId,
    type: z.literal('public-key'),
    response: z.looseObject({
      clientDataJSON: bytes,
      userHandle: bytes
        .nullish()
        .transform((handle) => handle ?? undefined)
        .meta({ description: 'Of a passkey that is alone' }),
      transports: z
        .array(z.string().regex(/^[a-z-]{1,32}$/))
        .max(10)
        .optional(),
    }),
  })
  .meta({
    id: 'PasskeyAnswer',
    description: 'The credential that the browser made or used, as its `toJSON()` gives it',
    example: ANSWER,
  });

/** What a browser is asked for. */
export const browserOptions = z
  .object({
    options: z
      .record(z.string(), z.unknown())
      .meta({ description: 'For `PublicKeyCredential.parse…OptionsFromJSON`' }),
  })
  .meta({
    id: 'PasskeyOptions',
    example: { options: { challenge: 'p7Zt1c0GmY3kXb9QwRfLs5VdHn2JuTeA', timeout: 300_000 } },
  });

const name = plainText({ min: 1, max: 100, trim: true });

export const addPasskeyBody = z
  .object({ name: name.optional(), passkey: passkeyAnswer })
  .meta({ id: 'AddPasskey', example: { name: PASSKEY.name, passkey: ANSWER } });

export const renamePasskeyBody = z
  .object({ name })
  .meta({ id: 'RenamePasskey', example: { name: 'Phone' } });

/** The id of a passkey in a path. */
export const passkeyParameters = z.object({ id: z.uuid('must be a UUID') });

const time = z.string().meta({ format: 'date-time' });
const codes = z
  .array(z.string())
  .meta({ description: 'Shown this once, with the first second factor of the account' });

const passkey = z
  .object({
    id: z.string().meta({ format: 'uuid' }),
    name: z.string(),
    created_at: time,
    last_used_at: time.nullable(),
    backed_up: z.boolean().meta({ description: 'It survives the loss of the device' }),
  })
  .meta({ id: 'Passkey', example: PASSKEY });

export const passkeysAnswer = z.object({ passkeys: z.array(passkey) }).meta({
  id: 'Passkeys',
  example: { passkeys: [PASSKEY] },
});

export const addedPasskeyAnswer = z
  .object({ passkey, recovery_codes: codes.optional() })
  .meta({ id: 'AddedPasskey', example: { passkey: PASSKEY } });
