import type { DynamicModule, Type } from '@nestjs/common';

type Imported = NonNullable<DynamicModule['imports']>[number];

/** The paths that the controllers of a module serve, and those of the modules that it imports. */
export function routesOf(imported: Imported): string[] {
  const module = imported as Type | DynamicModule;
  const { module: type, controllers = [], imports = [] } = 'module' in module ? module : { module };
  const listed = <Part>(key: string) => (Reflect.getMetadata(key, type) ?? []) as Part[];
  return [
    ...[...controllers, ...listed<Type>('controllers')].flatMap(routesOfController),
    ...[...imports, ...listed<Imported>('imports')].flatMap(routesOf),
  ];
}

function routesOfController(controller: Type): string[] {
  const prototype = controller.prototype as Record<string, object>;
  const handlers = Object.getOwnPropertyNames(prototype).map((name) => prototype[name]!);
  return handlers
    .filter((handler) => Reflect.hasMetadata('method', handler))
    .map((handler) => ['', pathOf(controller), pathOf(handler)].join('/').replace(/\/+/g, '/'))
    .map((path) => path.replace(/(.)\/$/, '$1'));
}

function pathOf(target: object): string {
  return Reflect.getMetadata('path', target) as string;
}
