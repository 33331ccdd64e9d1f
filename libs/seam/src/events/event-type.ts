import type { z } from 'zod';
import { type Crosser, crosser } from '../contract/crossing.js';

/** A type of event of a contract: a fact of its context that others may follow. */
export interface EventType<
  Name extends string = string,
  Type extends string = string,
  Data extends z.ZodType = z.ZodType,
> {
  readonly contract: Name;
  readonly type: Type;
  readonly data: Data;
  readonly crossing: Crosser;
  /** Only a type: what an event says. */
  readonly value?: z.output<Data>;
}

/** The data of each type of event. It crosses, and is stored as JSON. */
export type EventDeclarations = Readonly<Record<string, z.ZodType>>;

/** The types of event of a contract. */
export type EventsOf<Name extends string, Declared extends EventDeclarations> = {
  readonly [Type in keyof Declared & string]: EventType<Name, Type, Declared[Type]>;
};

/** An event as a handler gets it. */
export type EventOf<E extends EventType> =
  E extends EventType<string, infer Type, infer Data>
    ? { readonly id: number; readonly eventId: string; readonly type: Type; data: z.output<Data> }
    : never;

const TYPE = /^[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)+$/;

/** @throws Error if a name or a schema cannot be used */
export function eventTypes<Name extends string, Declared extends EventDeclarations>(
  contract: Name,
  declared: Declared,
): EventsOf<Name, Declared> {
  const types = Object.entries(declared).map(([type, data]) => {
    if (!TYPE.test(type))
      throw new Error(`${contract} ${type}: an event is named like "bill.paid"`);
    const crossing = crosser(data, `data of ${contract} ${type}`);
    if (crossing.secrets.length > 0) {
      throw new Error(
        `${contract} ${type}: an event has no secret field, as any context may follow it`,
      );
    }
    return [type, Object.freeze({ contract, type, data, crossing })];
  });
  return Object.freeze(Object.fromEntries(types)) as EventsOf<Name, Declared>;
}
