import type { OpenAPIObject } from '@nestjs/swagger';

type Path = OpenAPIObject['paths'][string];

/** The tag of what every app serves, which is last. */
export const OPERATION_TAG = { operation: 'Health and readiness, for operators' };

/**
 * Puts operations in the order of their tags, which people read from the top, and describes the tags.
 * A tag that has no description is before all others.
 */
export function sortByTag(document: OpenAPIObject, tags: Readonly<Record<string, string>>): void {
  const described = { ...tags, ...OPERATION_TAG };
  const order = Object.keys(described);
  const place = (path: Path) => order.indexOf(tagOf(path));
  const paths = Object.entries(document.paths);
  document.paths = Object.fromEntries(paths.sort(([, a], [, b]) => place(a) - place(b)));
  const used = new Set(Object.values(document.paths).flatMap(tagsOf));
  document.tags = [...used]
    .sort((a, b) => order.indexOf(a) - order.indexOf(b))
    .map((name) => ({ name, description: described[name as keyof typeof described] }));
}

function tagOf(path: Path): string {
  return tagsOf(path)[0] ?? '';
}

function tagsOf({ get, post, put, patch, delete: remove }: Path): string[] {
  return [get, post, put, patch, remove].flatMap((operation) => operation?.tags ?? []);
}
