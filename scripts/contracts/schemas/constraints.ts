import type { JsonSchema } from './json-schema.js';

/** Bounds of a number, a length or a number of elements. */
export interface Range {
  min: number;
  max: number;
  above: number;
  below: number;
}

const KEYWORDS = {
  length: ['minLength', 'maxLength', '', ''],
  items: ['minItems', 'maxItems', '', ''],
  value: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
} as const;

/** The bounds of a schema. Lengths begin at 0, and above 0 a whole number begins at 1. */
export function rangeOf(schema: JsonSchema, of: keyof typeof KEYWORDS): Range {
  const [least, most, more, less] = KEYWORDS[of];
  const bound = (keyword: string, otherwise: number) => Number(schema[keyword] ?? otherwise);
  const [min, max] = [bound(least, of === 'value' ? -Infinity : 0), bound(most, Infinity)];
  const [above, below] = [bound(more, -Infinity), bound(less, Infinity)];
  if (schema['type'] !== 'integer') return { min, max, above, below };
  return {
    min: Math.max(min, Math.floor(above) + 1),
    max: Math.min(max, Math.ceil(below) - 1),
    above: -Infinity,
    below: Infinity,
  };
}

/** Whether a value is within bounds. */
export function within({ min, max, above, below }: Range, value: number): boolean {
  return value >= min && value <= max && value > above && value < below;
}

/** What of the writer's range is outside of the reader's, in words. */
export function outside(writer: Range, reader: Range): string[] {
  const found: string[] = [];
  const least = Math.max(writer.min, writer.above);
  if (least < reader.min || (writer.above < reader.above && writer.min <= reader.above)) {
    found.push(`${lowerOf(writer)} is sent, and ${lowerOf(reader)} is accepted`);
  }
  const most = Math.min(writer.max, writer.below);
  if (most > reader.max || (writer.below > reader.below && writer.max >= reader.below)) {
    found.push(`${upperOf(writer)} is sent, and ${upperOf(reader)} is accepted`);
  }
  return found;
}

function lowerOf({ min, above }: Range): string {
  if (Math.max(min, above) === -Infinity) return 'any number';
  return above >= min ? `more than ${above}` : `${min} or more`;
}

function upperOf({ max, below }: Range): string {
  if (Math.min(max, below) === Infinity) return 'any number';
  return below <= max ? `less than ${below}` : `at most ${max}`;
}

/** The patterns of a string, and its format, whose rule may be more than a pattern. */
export function patternsOf(schema: JsonSchema): { patterns: string[]; format?: unknown } {
  const parts = [schema, ...((schema['allOf'] ?? []) as JsonSchema[])];
  const patterns = parts.flatMap(({ pattern }) => (typeof pattern === 'string' ? [pattern] : []));
  const { format } = schema;
  return format === undefined ? { patterns } : { patterns, format };
}

/** Whether `allOf` is a list of patterns, and nothing else. */
export function isOfPatterns(allOf: readonly JsonSchema[]): boolean {
  return allOf.every((each) => Object.keys(each).every((keyword) => keyword === 'pattern'));
}
