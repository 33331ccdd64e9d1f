import { type DynamicModule, RequestMethod, type Type } from '@nestjs/common';
import type { ErrorDefinition } from '#glue/errors';

/** What `ApiErrors` of glue writes to. */
const EXTENSIONS = 'swagger/apiExtension';

/** A call of an API. */
export interface ServedRoute {
  method: string;
  path: string;
  /** Of its method, which is that of its operation in the API document. */
  name: string;
  /** Those that its controller lists for it. */
  errors: ErrorDefinition[];
}

type Imported = NonNullable<DynamicModule['imports']>[number];

/** The paths that the controllers of a module serve, and those of the modules that it imports. */
export function routesOf(imported: Imported): string[] {
  return servedRoutes(imported).map(({ path }) => path);
}

/** The same, with methods and errors. */
export function servedRoutes(imported: Imported): ServedRoute[] {
  const module = imported as Type | DynamicModule;
  const { module: type, controllers = [], imports = [] } = 'module' in module ? module : { module };
  const listed = <Part>(key: string) => (Reflect.getMetadata(key, type) ?? []) as Part[];
  return [
    ...[...controllers, ...listed<Type>('controllers')].flatMap(routesOfController),
    ...[...imports, ...listed<Imported>('imports')].flatMap(servedRoutes),
  ];
}

function routesOfController(controller: Type): ServedRoute[] {
  const prototype = controller.prototype as Record<string, object>;
  return Object.getOwnPropertyNames(prototype)
    .map((name) => ({ name, handler: prototype[name]! }))
    .filter(({ handler }) => Reflect.hasMetadata('method', handler))
    .map(({ name, handler }) => ({
      name,
      method: RequestMethod[Reflect.getMetadata('method', handler) as RequestMethod],
      path: ['', pathOf(controller), pathOf(handler)].join('/').replace(/\/+/g, '/'),
      errors: [controller, handler].flatMap(errorsOf),
    }))
    .map(({ path, ...route }) => ({ ...route, path: path.replace(/(.)\/$/, '$1') }));
}

function errorsOf(target: object): ErrorDefinition[] {
  const extensions = (Reflect.getMetadata(EXTENSIONS, target) ?? {}) as Record<
    string,
    ErrorDefinition
  >;
  return Object.values(extensions).filter(({ code }) => code !== undefined);
}

function pathOf(target: object): string {
  return Reflect.getMetadata('path', target) as string;
}
