import { z } from 'zod';
import { ACCESS_TOKEN_PREFIX, SCOPES } from '#auth-kernel';
import { integer, plainText } from '#glue/fields';
import {
  DEFAULT_LIFE_DAYS,
  MAX_LIFE_DAYS,
  MAX_NAME_LENGTH,
} from '../../core/access-tokens/access-token-policy.js';

const id = z.string().meta({ format: 'uuid' });
const time = z.string().meta({ format: 'date-time' });
const EXAMPLE = {
  id: '0d0f8c5e-6c0a-4d57-9a0d-0c1f5a6f7b21',
  name: 'backup',
  scopes: ['items:read'],
  created_at: '2026-01-01T12:00:00.000Z',
  expires_at: '2026-04-01T12:00:00.000Z',
  last_used_at: null,
};

export const createAccessTokenBody = z
  .object({
    name: plainText({ min: 1, max: MAX_NAME_LENGTH, trim: true }),
    scopes: z
      .array(z.enum(SCOPES))
      .min(1)
      .max(SCOPES.length)
      .refine((scopes) => new Set(scopes).size === scopes.length, 'must not name one twice')
      .meta({ uniqueItems: true }),
    expires_in_days: integer(1, MAX_LIFE_DAYS).default(DEFAULT_LIFE_DAYS),
  })
  .meta({ id: 'CreateAccessToken', example: { name: 'backup', scopes: ['items:read'] } });

/** The id of an access token in a path. */
export const accessTokenParameters = z.object({ id: z.uuid('must be a UUID') });

const accessToken = z
  .object({
    id,
    name: z.string(),
    scopes: z.array(z.string()),
    created_at: time,
    expires_at: time,
    last_used_at: time.nullable().describe('Up to a minute old'),
  })
  .meta({ id: 'AccessToken', example: EXAMPLE });

export const accessTokensAnswer = z.object({ tokens: z.array(accessToken) }).meta({
  id: 'AccessTokens',
  description: 'The access tokens of the caller, newest first, also expired ones',
  example: { tokens: [EXAMPLE] },
});

export const createdAccessTokenAnswer = accessToken
  .extend({
    token: z
      .string()
      .meta({ pattern: `^${ACCESS_TOKEN_PREFIX}[0-9A-Za-z]{46}$` })
      .describe('The token, which is shown this once'),
  })
  .meta({
    id: 'CreatedAccessToken',
    example: { ...EXAMPLE, token: ACCESS_TOKEN_PREFIX + '0'.repeat(46) },
  });
