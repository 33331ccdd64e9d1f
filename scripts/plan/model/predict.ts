import type { RecordedCall, RecordedRequest } from '#glue/recording';
import { contextOf, type Recording } from '../recordings/recording.js';
import { byRoute } from './by-route.js';
import { type CallNode, longestChain, treeOf } from './chain.js';
import { addedBy, type Cost } from './cost.js';
import { crosses, type Grouping } from './grouping.js';
import { mean, percentile } from './percentile.js';

/** What a grouping does to a route. */
export interface RouteForecast {
  /** Such as `GET /api/v1/get/all`. */
  readonly route: string;
  readonly requests: number;
  /** Means per request. */
  readonly calls: number;
  readonly messages: number;
  readonly bytes: number;
  /** The most calls that wait for each other in one request. */
  readonly depth: number;
  /** Calls across that were made inside a transaction, in all requests. */
  readonly inTransaction: number;
  readonly p50: { readonly now: number; readonly then: number };
  readonly p99: { readonly now: number; readonly low: number; readonly high: number };
}

/** The forecast of all routes, those that gain the most time first. Only successes are counted. */
export function forecast(recording: Recording, grouping: Grouping, cost: Cost): RouteForecast[] {
  return [...byRoute(recording)]
    .map(([route, requests]) => {
      const owner = contextOf(requests[0]!.route, recording.contexts)!;
      const isAcross = ({ call, from = owner, reused }: RecordedCall) =>
        !reused && crosses(grouping, from, call.split('.')[0]!);
      return routeForecast(route, requests, isAcross, cost);
    })
    .sort((a, b) => gainOf(b) - gainOf(a) || (a.route < b.route ? -1 : 1));
}

function routeForecast(
  route: string,
  requests: readonly RecordedRequest[],
  isAcross: (call: RecordedCall) => boolean,
  cost: Cost,
): RouteForecast {
  const all = requests.map(({ ms, calls }) => ({
    ms,
    tree: treeOf(calls),
    calls: calls.filter(isAcross),
  }));
  const times = all.map(({ ms }) => ms);
  const timesWith = (which: 'p50' | 'p99') =>
    all.map(({ ms, tree }) => ms + chainOf(tree, isAcross, (call) => addedBy(call, cost, which)));
  const across = all.flatMap(({ calls }) => calls);
  const [usual, slow] = [timesWith('p50'), timesWith('p99')];
  return {
    route,
    requests: requests.length,
    calls: across.length / requests.length,
    messages: mean(all.map(({ calls }) => messagesOf(calls))),
    bytes: across.reduce((sum, { sent, received }) => sum + sent + received, 0) / requests.length,
    depth: largest(all.map(({ tree }) => chainOf(tree, isAcross, () => 1))),
    inTransaction: across.filter(({ inTransaction }) => inTransaction).length,
    p50: { now: percentile(times, 50), then: percentile(usual, 50) },
    p99: { now: percentile(times, 99), low: percentile(usual, 99), high: percentile(slow, 99) },
  };
}

function chainOf(
  tree: readonly CallNode[],
  isAcross: (call: RecordedCall) => boolean,
  weigh: (call: RecordedCall) => number,
): number {
  return longestChain(tree, (call) => (isAcross(call) ? weigh(call) : 0));
}

/** Calls of one name that may share a request, and begin before the first of them has ended, share it. */
function messagesOf(calls: readonly RecordedCall[]): number {
  let messages = 0;
  const shared = new Map<string, number>();
  for (const { call, batched, start, ms } of [...calls].sort((a, b) => a.start - b.start)) {
    if (batched && start < (shared.get(call) ?? -Infinity)) continue;
    shared.set(call, start + ms);
    messages++;
  }
  return messages;
}

/** Of any number of values: `Math.max` takes some 100,000 arguments. */
function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

function gainOf({ p50 }: RouteForecast): number {
  return p50.then - p50.now;
}
