import type { OpenAPIObject } from '@nestjs/swagger';

/**
 * Says of each operation what it needs, also if that is nothing, and leaves out the schemes that no
 * operation has.
 */
export function defineSecurity(document: OpenAPIObject): void {
  const operations = Object.values(document.paths).flatMap(
    ({ get, post, put, patch, delete: remove }) =>
      [get, post, put, patch, remove].filter((each) => each !== undefined),
  );
  for (const operation of operations) operation.security ??= [];
  const used = new Set(operations.flatMap(({ security }) => security!.flatMap(Object.keys)));
  const schemes = document.components?.securitySchemes ?? {};
  for (const name of Object.keys(schemes)) if (!used.has(name)) delete schemes[name];
}
