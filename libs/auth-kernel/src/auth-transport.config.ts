import { z } from 'zod';
import type { ConfigPart } from '#glue/config';

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
