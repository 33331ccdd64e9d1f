import {
  EXCEPTION_FILTERS_METADATA,
  GUARDS_METADATA,
  INTERCEPTORS_METADATA,
  PIPES_METADATA,
} from '@nestjs/common/constants.js';

/** What Nest reads of a controller and its methods. */
const KEYS = [GUARDS_METADATA, INTERCEPTORS_METADATA, PIPES_METADATA, EXCEPTION_FILTERS_METADATA];

/** Adds the guards, interceptors, pipes and filters of a class or method to those of another. */
export function copyDecorators(from: object, to: object): void {
  for (const key of KEYS) {
    const added = Reflect.getMetadata(key, from) as unknown[] | undefined;
    const present = (Reflect.getMetadata(key, to) ?? []) as unknown[];
    if (added) Reflect.defineMetadata(key, [...present, ...added], to);
  }
}
