import { bareAxios, bareFunction, bareUndici } from '../peers/calls/bare.js';
import type { Library } from '../peers/calls/library.js';
import { nestTcp } from '../peers/calls/nest-tcp.js';
import { orpc } from '../peers/calls/orpc.js';
import { trpc, trpcBatch } from '../peers/calls/trpc.js';
import { seam, seamBatched } from './seam-library.js';

/** The libraries over HTTP that the seam is compared with. */
export const PEERS: Library[] = [trpc, trpcBatch, orpc];

export const LIBRARIES: Library[] = [
  seam,
  seamBatched,
  ...PEERS,
  nestTcp,
  bareUndici,
  bareAxios,
  bareFunction,
];
