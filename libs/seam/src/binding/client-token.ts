/** The name under which Nest provides the client of a contract, besides the kernel's own token. */
export function clientTokenOf(contract: string): string {
  return `${contract}_client`;
}
