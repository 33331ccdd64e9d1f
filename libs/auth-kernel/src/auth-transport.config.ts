import { z } from 'zod';
import { type ConfigPart, oneOf } from '#glue/config';

const TRANSPORTS = ['http', 'in-process'] as const;

/** The transport of `AuthClient`, in apps that support both. */
export const authTransportConfig = {
  shape: {
    AUTH_TRANSPORT: oneOf(TRANSPORTS, 'http').meta({
      description:
        '`http` calls the auth app; `in-process` loads auth into the app that asks it, which still ' +
        'has no login routes. The monolith is always `in-process` and refuses `http`: leave it ' +
        'unset there.',
      unset: '`in-process` in the monolith, otherwise `http`',
    }),
  },
} satisfies ConfigPart;

/** `AUTH_TRANSPORT` of apps where auth is always in process. */
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

/** The variables that select the transport, without defaults: for tools that infer it. */
export const authTransportVariables = {
  shape: {
    AUTH_TRANSPORT: z.enum(TRANSPORTS, 'must be http or in-process.').optional(),
    AUTH_API_URL: z.string().optional(),
  },
} satisfies ConfigPart;
