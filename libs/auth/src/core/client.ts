/** The client of a request, as far as turns and limits have to tell clients apart. */
export interface Client {
  /** What is counted as one client: an IPv4 address, or the /64 network of an IPv6 address. */
  network: string;
  /** What it keeps of the accounts that were logged in to on it: see `DeviceMarks`. */
  marks?: string | undefined;
  /** Whether the client has closed its connection, so that no client waits for the response. */
  isGone(): boolean;
}
