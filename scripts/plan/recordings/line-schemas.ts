import { z } from 'zod';
import {
  type RecordedOutside,
  type RecordedProcess,
  type RecordedRequest,
  RECORDING_VERSION,
} from '#glue/recording';

const ms = z.number().nonnegative();
const bytes = z.int().nonnegative();
const flag = z.literal(true).optional();

const outsideCall = z.object({
  call: z.string().regex(/^[^.]+\.[^.]+$/),
  kind: z.enum(['query', 'command']),
  binding: z.enum(['in_process', 'http']),
  from: z.string().optional(),
  ms,
  sent: bytes,
  received: bytes,
  batched: flag,
  inTransaction: flag,
  reused: flag,
  failed: flag,
});

const processLine = z.object({
  recording: z.int(),
  service: z.string(),
  version: z.string(),
  node: z.string(),
  startedAt: z.iso.datetime(),
  contexts: z.record(z.string(), z.array(z.string())),
});

const requestLine = z.object({
  at: ms,
  method: z.string(),
  route: z.string(),
  status: z.templateLiteral([z.number(), 'xx']),
  ms,
  calls: z.array(outsideCall.extend({ start: z.number() })),
});

const outsideLine = z.object({ at: ms, outside: outsideCall });

const anyLine = z.union([processLine, requestLine, outsideLine]);

export type RecordedLine = RecordedProcess | RecordedRequest | RecordedOutside;

/** A line of a recording; `undefined` if it is none, or not whole. */
export function lineOf(text: string): RecordedLine | undefined {
  try {
    return anyLine.parse(JSON.parse(text)) as RecordedLine;
  } catch {
    return undefined;
  }
}

export function isOfOtherVersion(line: RecordedLine): boolean {
  return 'recording' in line && (line.recording as number) !== RECORDING_VERSION;
}
