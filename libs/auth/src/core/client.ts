/** The client of a request, as far as turns and limits have to tell clients apart. */
export interface Client {
  /** What is counted as one client: an IPv4 address, or the /64 network of an IPv6 address. */
  network: string;
  /** Whether the client has closed its connection, so that nobody waits for the answer. */
  isGone(): boolean;
}
