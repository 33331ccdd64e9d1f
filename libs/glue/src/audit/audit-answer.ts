import { z } from 'zod';
import { byPage } from '../export/index.js';
import { idNumber, pageLimit } from '../fields/index.js';
import type { Audit, FailureCount, StoredAuditEntry } from './audit.js';

const time = z.string().meta({ format: 'date-time' });
const EXPORTED_AT_ONCE = 500;

/** The query of a route that lists an audit. */
export const auditQuery = z.strictObject({
  limit: pageLimit,
  cursor: z
    .string()
    .regex(/^[1-9]\d{0,14}$/, 'must be the next_cursor of an answer')
    .transform(Number)
    .pipe(idNumber)
    .optional()
    .meta({ description: 'The `next_cursor` of the answer before' }),
});

export const auditAnswer = z
  .object({
    entries: z.array(
      z.object({
        id: idNumber,
        at: time,
        action: z.string().meta({ description: 'In the past tense; the documentation lists them' }),
        actor: z.string().meta({
          description: 'A public id, `operator`, `system`, or `anyone`: an unknown client',
        }),
        object: z.string().nullable().meta({ description: 'What else it is about' }),
        outcome: z.enum(['begun', 'done', 'failed']),
        address: z.string().nullable(),
        device: z.string().nullable(),
      }),
    ),
    failures: z
      .array(z.object({ hour: time, action: z.string(), count: z.int() }))
      .meta({ description: 'What failed, by the hour: the newest 100' }),
    next_cursor: z.string().nullable(),
  })
  .meta({
    id: 'Audit',
    example: {
      entries: [
        {
          id: 1,
          at: '2026-01-01T12:00:00.000Z',
          action: 'order_cancelled',
          actor: '6f1f7a0e-3d8f-4a3c-9a3e-0a4a3c1d2b11',
          object: null,
          outcome: 'done',
          address: '192.0.2.7',
          device: 'Firefox on Windows',
        },
      ],
      failures: [],
      next_cursor: null,
    },
  });

export type AuditAnswer = z.output<typeof auditAnswer>;

/** A page of the entries about someone on the wire. */
export async function auditPage(
  audit: Audit,
  subject: string,
  { limit, cursor }: z.output<typeof auditQuery>,
  failures: readonly FailureCount[] = [],
): Promise<AuditAnswer> {
  const entries = await audit.list(subject, { before: cursor, limit });
  const isFull = entries.length === limit;
  return {
    entries: entries.map(entryAnswer),
    failures: failures.map(failureAnswer),
    next_cursor: isFull ? String(entries.at(-1)!.id) : null,
  };
}

/** All entries about someone for an export, newest first, by pages. */
export function exportedEntries(
  audit: Audit,
  subject: string,
): AsyncGenerator<AuditAnswer['entries']> {
  const read = (last: StoredAuditEntry | undefined, limit: number) =>
    audit.list(subject, { before: last?.id, limit });
  return byPage(EXPORTED_AT_ONCE, read, entryAnswer);
}

/** An entry on the wire. */
function entryAnswer(entry: StoredAuditEntry): AuditAnswer['entries'][number] {
  const { id, at, action, actor, object, outcome, address, device } = entry;
  return {
    ...{ id, at: at.toISOString(), action, actor, object: object ?? null, outcome },
    ...{ address: address ?? null, device: device ?? null },
  };
}

/** A count of failures on the wire. */
export function failureAnswer({ hour, ...count }: FailureCount): AuditAnswer['failures'][number] {
  return { hour: hour.toISOString(), ...count };
}
