/** The client of a request, as turns and limits identify it. */
export interface Client {
  /** The unit of fairness: an IPv4 address, or the /64 network of an IPv6 address. */
  network: string;
  /** The marks of the accounts that logged in on this device: see `DeviceMarks`. */
  marks?: string | undefined;
  /** The whole address; missing where only limits need the client. */
  address?: string | undefined;
  /** Such as `Firefox on Windows`. */
  device?: string | undefined;
  hasDisconnected(): boolean;
}
