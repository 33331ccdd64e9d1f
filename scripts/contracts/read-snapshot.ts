import { z } from 'zod';
import { StartError } from '#glue/errors';
import { contentOf, digestOf, FORMAT, type Snapshot } from './snapshot.js';

const schemas = z.object({
  accepted: z.record(z.string(), z.unknown()),
  sent: z.record(z.string(), z.unknown()).optional(),
});
const call = z.object({
  kind: z.enum(['query', 'command']),
  path: z.string(),
  batch: z.int().optional(),
  chunk: z.int().optional(),
  callers: z.array(z.string()).optional(),
  secret: z.array(z.string()).optional(),
  codes: z.array(z.string()),
  input: schemas,
  output: schemas,
});
const snapshot = z.object({
  format: z.string(),
  digest: z.string(),
  name: z.string(),
  codes: z.record(z.string(), z.int()),
  calls: z.record(z.string(), call),
  events: z.record(z.string(), schemas),
});

const [OURS, MAJOR] = /^(.+ \d+)[.]/.exec(FORMAT)! as unknown as [string, string];
const CURE = 'npm run contracts writes it.';

/**
 * @param where names the file in errors, such as `contracts/auth.json at v1.2.0`
 * @throws StartError for a file that is no snapshot, was edited, or has another format
 */
export function readSnapshot(text: string, where: string): Snapshot {
  const json = parse(text, where);
  const format = (json as { format?: unknown } | null)?.format;
  if (typeof format !== 'string') throw new StartError(`${where} is no snapshot. ${CURE}`);
  if (!format.startsWith(`${MAJOR}.`)) {
    throw new StartError(`${where} has the format ${format}; this version reads ${OURS}x only.`);
  }
  if ((json as Snapshot).digest !== digestOf(contentOf(json as Snapshot))) {
    throw new StartError(`${where} was edited by hand: its digest does not fit. ${CURE}`);
  }
  const result = snapshot.safeParse(json);
  if (result.success) return json as Snapshot;
  const { path, message } = result.error.issues[0]!;
  throw new StartError(`${where} is no snapshot: ${path.join('.')}: ${message}. ${CURE}`);
}

function parse(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new StartError(`${where} is no JSON. ${CURE}`, { cause });
  }
}
