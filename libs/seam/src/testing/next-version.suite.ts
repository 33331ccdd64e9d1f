import { z } from 'zod';

/** A field that a later version may add to any object. */
export const ADDED = { addedLater: { since: [1, { and: null }] } };

type Walk = (schema: never, json: never) => unknown;

/** A valid output as JSON, with a further field in each of its objects. */
export function asOfNextVersion(schema: z.core.$ZodType, json: unknown): unknown {
  if (json === undefined || json === null) return json;
  return WALKS[schema._zod.def.type]?.(schema as never, json as never) ?? json;
}

type Inner = { def: { innerType: z.core.$ZodType } };
const inner = ({ def }: Inner, json: unknown) => asOfNextVersion(def.innerType, json);

/** The fields of a record are its content: an added one is a result, not another version. */
const WALKS: Record<string, Walk> = {
  object: ({ shape }: z.ZodObject<Record<string, z.ZodType>>, json: Record<string, unknown>) => ({
    ...Object.fromEntries(
      Object.entries(json).map(([key, value]) => [key, asOfNextVersion(shape[key]!, value)]),
    ),
    ...ADDED,
  }),
  array: ({ element }: z.ZodArray, json: unknown[]) =>
    json.map((each) => asOfNextVersion(element, each)),
  record: ({ valueType }: z.ZodRecord, json: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(json).map(([key, value]) => [key, asOfNextVersion(valueType, value)]),
    ),
  union: ({ options }: z.ZodUnion, json: unknown) =>
    asOfNextVersion(
      options.find((each) => z.safeParse(each, json).success)!,
      json,
    ),
  pipe: ({ def }: z.ZodPipe, json: unknown) => asOfNextVersion(def.in, json),
  lazy: (schema: z.ZodLazy<z.ZodType>, json: unknown) => asOfNextVersion(schema.unwrap(), json),
  nullable: inner,
  optional: inner,
  default: inner,
  prefault: inner,
  catch: inner,
  readonly: inner,
  nonoptional: inner,
};
