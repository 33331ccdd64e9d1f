import { z } from 'zod';

/** Where a field is in an encoded value. */
export type Path = readonly string[];

/** The key of the mark in the metadata of a schema, and so in its JSON Schema. */
export const SECRET = 'secret';

/**
 * Marks a field of the input or output of a call as secret, such as a link that logs in. It crosses as
 * any other, and is sealed wherever it is stored on the way. A marked field is in objects only, at any
 * depth; a list or a record is marked as a whole.
 */
export function secret<S extends z.ZodType>(schema: S): S {
  return schema.meta({ [SECRET]: true });
}

/**
 * The paths of the secret fields of a schema.
 *
 * @throws Error for a mark that no path names
 */
export function secretPaths(schema: z.ZodType, where: string): Path[] {
  return pathsIn(schema, [], { where, above: [] });
}

interface Walk {
  readonly where: string;
  readonly above: readonly z.core.$ZodType[];
}

function pathsIn(schema: z.core.$ZodType, path: Path, { where, above }: Walk): Path[] {
  if (isMarked(schema)) return [path];
  const isEndless = above.includes(schema);
  const walk = { where, above: [...above, schema] };
  if (schema instanceof z.ZodObject && !isEndless && !hasMark(schema.def.catchall)) {
    const fields = Object.entries<z.core.$ZodType>(schema.shape);
    return fields.flatMap(([name, each]) => pathsIn(each, [...path, name], walk));
  }
  const inner = innerOf(schema);
  if (inner && !isEndless) return pathsIn(inner, path, walk);
  if (!hasMark(schema)) return [];
  throw new Error(
    `the ${where} has a secret field ${isEndless ? 'within itself' : 'that is not in objects only'}: ` +
      `mark ${path.join('.') || 'all of it'} as a whole`,
  );
}

/** What an optional value, or one with a default, is if it is there. */
function innerOf(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodPipe) return undefined;
  return (schema._zod.def as { innerType?: z.core.$ZodType }).innerType;
}

/** A codec is marked by what it decodes to, too. */
export function isMarked(schema: z.core.$ZodType): boolean {
  if (z.globalRegistry.get(schema)?.[SECRET] === true) return true;
  return schema instanceof z.ZodPipe && isMarked(schema.def.out);
}

function hasMark(schema: z.core.$ZodType | undefined): boolean {
  if (!schema) return false;
  let found = false;
  z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema }) => {
      found ||= isMarked(zodSchema);
    },
  });
  return found;
}
