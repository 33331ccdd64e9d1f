import { variablePrefix } from '#glue/config';
import { INTERNAL_PREFIX } from '#glue/http';

/** The version of the wire between processes. */
export const WIRE_VERSION = 'v1';

/**
 * The route of a call, below the internal ones.
 *
 * @param version of the wire; `:version` is any
 */
export function routeOf(contract: string, call: string, version = WIRE_VERSION): string {
  return `${version}/${contract}/${call}`;
}

/** The path of a call. */
export function pathOf(contract: string, call: string): string {
  return `/${INTERNAL_PREFIX}/${routeOf(contract, call)}`;
}

/** The time that the caller still has, in milliseconds. */
export const BUDGET_HEADER = 'x-call-budget-ms';

/** The key of a command. */
export const KEY_HEADER = 'idempotency-key';

/**
 * The call that every provider answers, also at the path of another version of the wire: it says which
 * one the provider has. Its route, its token and these fields stay the same in all versions.
 */
export const PING = 'ping';

/** The variable of the address of a context. */
export function apiUrlVariable(context: string): string {
  return `${variablePrefix(context)}_API_URL`;
}

/** The variable of the certificates that the server at the address is checked against. */
export function apiCaFileVariable(context: string): string {
  return `${variablePrefix(context)}_API_CA_FILE`;
}
