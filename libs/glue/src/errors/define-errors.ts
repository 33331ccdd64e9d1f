/** The meaning of an error code: for clients, and for readers of docs/errors.md. */
export interface ErrorDescription {
  status: number;
  /** The message if the thrower gives no better one. */
  message: string;
  /** When it occurs. Markdown. */
  when: string;
  /** What a client, or an operator, can do. Markdown. */
  cure: string;
  /** The `WWW-Authenticate` of the response, which RFC 9110 requires with every 401. */
  challenge?: string;
}

export interface ErrorDefinition<Code extends string = string> extends ErrorDescription {
  code: Code;
}

/** Error codes and their definitions: those of a context, a kernel, or all of an app. */
export type ErrorTable<Code extends string = string> = {
  readonly [Each in Code]: Readonly<ErrorDefinition<Each>>;
};

/**
 * The errors of one part of the system. They are thrown by name, so that an unknown code does not
 * compile: `new ServiceError(billingErrors.bill_paid)`.
 */
export function defineErrors<Code extends string>(
  descriptions: Record<Code, ErrorDescription>,
): ErrorTable<Code> {
  const definitions = Object.entries<ErrorDescription>(descriptions).map(([code, description]) => [
    code,
    Object.freeze({ ...description, code }),
  ]);
  return Object.freeze(Object.fromEntries(definitions) as ErrorTable<Code>);
}

/** The description of a code such as `bill_not_found`: `notFound('bill')`. */
export function notFound(what: string): ErrorDescription {
  const when = `No ${what} has this id.`;
  return { status: 404, message: `There is no such ${what}.`, when, cure: 'Check the id.' };
}

/**
 * All codes of several tables.
 *
 * @throws Error if two of them define the same code.
 */
export function joinErrors(tables: readonly ErrorTable[]): ErrorTable {
  const all: Record<string, ErrorDefinition> = {};
  for (const definition of tables.flatMap(Object.values<ErrorDefinition>)) {
    const other = all[definition.code];
    if (other && other !== definition) throw new Error(`${definition.code} is defined twice`);
    all[definition.code] = definition;
  }
  return all;
}
