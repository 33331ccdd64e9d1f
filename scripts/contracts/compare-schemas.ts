import { type Break, breaksNewCallers, breaksOldCallers } from './break.js';
import { differences } from './schemas/inclusion.js';
import type { WireSchemas } from './schemas/wire-schemas.js';

/** What callers send and a provider reads. */
export function compareRequests(where: string, old: WireSchemas, next: WireSchemas): Break[] {
  return [
    ...unreadable(where, old, next).map((each) => breaksOldCallers(...each)),
    ...unreadable(where, next, old).map((each) => breaksNewCallers(...each)),
  ];
}

/** What a provider sends and callers read. */
export function compareAnswers(where: string, old: WireSchemas, next: WireSchemas): Break[] {
  return [
    ...unreadable(where, next, old).map((each) => breaksOldCallers(...each)),
    ...unreadable(where, old, next).map((each) => breaksNewCallers(...each)),
  ];
}

function unreadable(where: string, writer: WireSchemas, reader: WireSchemas) {
  const found = differences(writer.sent ?? writer.accepted, reader.accepted, where);
  return found.map(({ path, what }) => [path, what] as const);
}
