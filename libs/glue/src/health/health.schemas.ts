import { z } from 'zod';

export const livenessAnswer = z
  .object({ status: z.enum(['ok']) })
  .meta({ id: 'Liveness', example: { status: 'ok' } });

export const readinessAnswer = z
  .object({
    ready: z.boolean(),
    checks: z
      .record(z.string(), z.string())
      .describe('The state of each dependency: `ok`, a note, or the failure'),
  })
  .meta({ id: 'Readiness', example: { ready: true, checks: { database: 'ok' } } });
