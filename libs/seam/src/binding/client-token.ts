/** The name under which Nest provides the client of a contract, besides the kernel's own token. */
export function clientTokenOf(contract: string): string {
  return `${contract}_client`;
}

/** The name of the client of a contract that one of the contexts in the process has. */
export function clientTokenFor(contract: string, caller: string): string {
  return `${clientTokenOf(contract)}_of_${caller}`;
}
