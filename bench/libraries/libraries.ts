import { bareAxios, bareFunction, bareUndici } from '../peers/calls/bare.js';
import type { Library } from '../peers/calls/library.js';
import { nestTcp } from '../peers/calls/nest-tcp.js';
import { orpc } from '../peers/calls/orpc.js';
import { trpc, trpcBatch } from '../peers/calls/trpc.js';
import { own, ownBatched } from './own-library.js';

/** The libraries that calls of contracts are compared with. */
export const PEERS: Library[] = [trpc, trpcBatch, orpc];

export const LIBRARIES: Library[] = [
  own,
  ownBatched,
  ...PEERS,
  nestTcp,
  bareUndici,
  bareAxios,
  bareFunction,
];
