import { z } from 'zod';
import { type ConfigPart, oneOf } from '#glue/config';

/** Which binding of `AuthClient` an app uses that has the choice. */
export const authTransportConfig = {
  shape: { AUTH_TRANSPORT: oneOf(['http', 'in-process'], 'http') },
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
