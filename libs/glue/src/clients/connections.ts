import type { Socket } from 'node:net';
import { addressGroup, trustedProxies, withoutMapping } from '../http/index.js';
import { type Pace, PaceByKey } from './pace.js';

export interface ClientLimits {
  connections: number;
  perAddress: number;
  opening: Pace;
  /** The rate of expensive, refused requests of an address. */
  waste: Pace;
  /** Addresses and networks of proxies, whose connections carry many clients. */
  trustedProxies: readonly string[];
}

const ADDRESS = Symbol('address that the connection counts for');
type Counted = Socket & { [ADDRESS]?: string };

/** The open connections of clients; those of trusted proxies are not counted. */
export class Connections {
  private readonly open = new Map<string, Set<Socket>>();
  private readonly opening: PaceByKey;
  private readonly waste: PaceByKey;
  private readonly isTrusted: (address: string) => boolean;
  private total = 0;

  constructor(
    private readonly limits: ClientLimits,
    private readonly report: () => void,
  ) {
    this.opening = new PaceByKey(limits.opening);
    this.waste = new PaceByKey(limits.waste);
    this.isTrusted = trustedProxies(limits.trustedProxies);
  }

  /** Closes a connection beyond the limits. @returns whether it is to be served */
  admit(socket: Counted): boolean {
    const { remoteAddress } = socket;
    // It has ended already: nothing that it sent is served, under no address.
    if (remoteAddress === undefined) {
      socket.destroy();
      return false;
    }
    if (this.isTrusted(remoteAddress)) return true;
    const address = addressGroup(withoutMapping(remoteAddress));
    if (!this.hasRoom(address)) {
      this.report();
      // A reset leaves nothing behind in the kernel, at any rate.
      socket.resetAndDestroy();
      return false;
    }
    socket[ADDRESS] = address;
    this.add(socket, address);
    socket.once('close', () => this.remove(socket, address));
    return true;
  }

  /**
   * Records that input of a connection was expensive to read and is refused. An address that sends
   * too much of it loses all its connections: their input is not read any more.
   *
   * @param cost as a multiple of that of a request
   */
  noteWaste({ [ADDRESS]: address }: Counted, cost = 1): void {
    if (address === undefined) return;
    this.waste.take(address, cost);
    if (this.waste.has(address)) return;
    this.report();
    for (const socket of this.open.get(address) ?? []) socket.destroy();
  }

  private hasRoom(address: string): boolean {
    return (
      this.total < this.limits.connections &&
      (this.open.get(address)?.size ?? 0) < this.limits.perAddress &&
      this.waste.has(address) &&
      this.opening.take(address)
    );
  }

  private add(socket: Socket, address: string): void {
    const sockets = this.open.get(address);
    if (sockets) sockets.add(socket);
    else this.open.set(address, new Set([socket]));
    this.total++;
  }

  private remove(socket: Socket, address: string): void {
    const sockets = this.open.get(address)!;
    sockets.delete(socket);
    if (sockets.size === 0) this.open.delete(address);
    this.total--;
  }
}
