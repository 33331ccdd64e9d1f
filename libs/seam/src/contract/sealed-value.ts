import type { Sealer } from '#glue/sealing';
import type { Path } from './secret-fields.js';

/** A value of a call as it is stored: its secret fields are in `sealed`, and not in the rest. */
export interface SealedValue {
  readonly rest: unknown;
  readonly sealed?: string;
}

/** Whether an encoded value has one of the fields. */
export function hasSecret(value: unknown, paths: readonly Path[]): boolean {
  return paths.some((path) => valueAt(value, path) !== undefined);
}

/**
 * Seals the secret fields of an encoded value, all together. They are bound to the rest: with another
 * rest, such as another recipient, they cannot be opened.
 *
 * @param place where it is stored
 */
export function sealSecrets(
  value: unknown,
  paths: readonly Path[],
  sealer: Sealer | undefined,
  place: readonly unknown[],
): SealedValue {
  if (!hasSecret(value, paths)) return { rest: value };
  const rest = structuredClone({ value });
  const taken = paths.flatMap((path): [Path, unknown][] => {
    const found = valueAt(value, path);
    if (found === undefined) return [];
    setAt(rest, path, undefined);
    return [[path, found]];
  });
  return {
    rest: rest.value,
    sealed: sealer!.seal(JSON.stringify(taken), ...place, rest.value),
  };
}

/** The value that was sealed. @throws ServiceError `secrets_unreadable` */
export function openSecrets(
  { rest, sealed }: SealedValue,
  sealer: Sealer | undefined,
  place: readonly unknown[],
): unknown {
  if (sealed === undefined) return rest;
  const opened = structuredClone({ value: rest });
  const taken = JSON.parse(sealer!.open(sealed, ...place, rest)) as [Path, unknown][];
  taken.forEach(([path, value]) => setAt(opened, path, value));
  return opened.value;
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (within, name) =>
      typeof within === 'object' && within !== null && Object.hasOwn(within, name)
        ? (within as Record<string, unknown>)[name]
        : undefined,
    value,
  );
}

/** Sets what is at a path of `holder.value`; `undefined` removes it. All above it is there. */
function setAt(holder: { value: unknown }, path: Path, value: unknown): void {
  const names = ['value', ...path];
  const above = valueAt(holder, names.slice(0, -1)) as Record<string, unknown>;
  if (value === undefined) delete above[names.at(-1)!];
  else above[names.at(-1)!] = value;
}
