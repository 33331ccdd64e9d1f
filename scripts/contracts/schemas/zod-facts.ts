import { z } from 'zod';

interface Inner {
  innerType?: z.core.$ZodType;
  options?: readonly z.core.$ZodType[];
}

/** Whether the encoded form of a value may be left out: as it is sent, not as it is accepted. */
export function withoutValue(schema: z.core.$ZodType): boolean {
  if (schema instanceof z.ZodOptional) return true;
  // In their place the default is sent.
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodNonOptional) return false;
  if (schema instanceof z.ZodPipe) return withoutValue(schema.def.in);
  if (schema instanceof z.ZodLazy) return withoutValue(schema.unwrap());
  const { innerType, options = [] } = schema._zod.def as Inner;
  return innerType ? withoutValue(innerType) : options.some(withoutValue);
}

/** Checks of zod that JSON Schema has keywords for. */
const DESCRIBED = new Set([
  ...['min_length', 'max_length', 'length_equals', 'greater_than', 'less_than'],
  ...['multiple_of', 'number_format', 'string_format'],
]);
/** Options of formats that are not in the keyword `format`. */
const OPTIONS = ['hostname', 'protocol', 'normalize', 'alg', 'position'];

interface Check {
  check?: string;
  pattern?: RegExp;
}

/** The checks of a schema that its JSON Schema does not express, by name. */
export function codeIn(schema: z.core.$ZodType): string[] {
  const { def } = schema._zod;
  const { innerType } = def as Inner;
  const inner = schema instanceof z.ZodCodec ? ['codec', ...codeIn(schema.def.in)] : [];
  const checks = [def as Check, ...(def.checks ?? []).map((each) => each._zod.def as Check)];
  return [...inner, ...(innerType ? codeIn(innerType) : []), ...checks.flatMap(codeOf)];
}

function codeOf(check: Check): string[] {
  if (check.check === undefined) return [];
  if (!DESCRIBED.has(check.check)) return [check.check === 'custom' ? 'refine' : check.check];
  const flags = check.pattern?.flags.replace(/[uv]/g, '');
  const options = Object.entries(check)
    .filter(([name, value]) => OPTIONS.includes(name) && value !== undefined)
    .map(([name, value]) => `${name}=${String(value)}`);
  return [...(flags ? [`flags=${flags}`] : []), ...options];
}
