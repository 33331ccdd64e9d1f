import { variablePrefix } from '#glue/config';
import { INTERNAL_PREFIX } from '#glue/http';

/** The version of the wire between processes. */
const VERSION = 'v1';

/** The routes of a contract, below which each call has its name. */
export function routesOf(contract: string): string {
  return `${VERSION}/${contract}`;
}

/** The path of a call. */
export function pathOf(contract: string, call: string): string {
  return `/${INTERNAL_PREFIX}/${routesOf(contract)}/${call}`;
}

/** The time that the caller still has, in milliseconds. */
export const BUDGET_HEADER = 'x-call-budget-ms';

/** The key of a command. */
export const KEY_HEADER = 'idempotency-key';

/** The call that every provider answers. */
export const PING = 'ping';

/** The variable of the address of a context. */
export function apiUrlVariable(context: string): string {
  return `${variablePrefix(context)}_API_URL`;
}

/** The variable of the certificates that the server at the address is checked against. */
export function apiCaFileVariable(context: string): string {
  return `${variablePrefix(context)}_API_CA_FILE`;
}
