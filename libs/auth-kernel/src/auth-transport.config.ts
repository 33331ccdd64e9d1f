import { z } from 'zod';
import { type ConfigPart, oneOf } from '#glue/config';

const TRANSPORTS = ['http', 'in-process'] as const;

/** Which binding of `AuthClient` an app uses that has the choice. */
export const authTransportConfig = {
  shape: {
    AUTH_TRANSPORT: oneOf(TRANSPORTS, 'http').meta({
      description:
        '`http` asks the app auth; `in-process` loads auth into todo, which still offers no login. ' +
        'The monolith is always `in-process` and refuses `http`: leave it unset there.',
      unset: '`http` in todo, `in-process` in the monolith',
    }),
  },
} satisfies ConfigPart;

/** `AUTH_TRANSPORT` where auth is always in this process. */
export const inProcessOnlyConfig = {
  shape: {
    AUTH_TRANSPORT: z
      .literal(
        'in-process',
        'must be in-process here, where auth is part of the process; leave it unset.',
      )
      .default('in-process'),
  },
} satisfies ConfigPart;

/** What tells how auth is reached, as far as it is set. */
export const waysToAuthConfig = {
  shape: {
    AUTH_TRANSPORT: z.enum(TRANSPORTS, 'must be http or in-process.').optional(),
    AUTH_API_URL: z.string().optional(),
  },
} satisfies ConfigPart;
