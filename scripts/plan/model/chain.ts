import type { RecordedCall } from '#glue/recording';

/** A call with the calls that its provider made to answer it. */
export interface CallNode {
  readonly call: RecordedCall;
  readonly inner: CallNode[];
}

/** The calls of a request, each below the one inside which it was made. */
export function treeOf(calls: readonly RecordedCall[]): CallNode[] {
  const nodes = calls.map((call): CallNode => ({ call, inner: [] }));
  return nodes.filter((node) => {
    const outer = outerOf(node, nodes);
    outer?.inner.push(node);
    return !outer;
  });
}

/**
 * The largest sum along one chain: calls that follow each other add up, calls at the same time do
 * not, and a call adds to the one that waits for it.
 */
export function longestChain(
  nodes: readonly CallNode[],
  weigh: (call: RecordedCall) => number,
): number {
  const byEnd = [...nodes].sort((a, b) => endOf(a) - endOf(b) || a.call.start - b.call.start);
  /** The best sum of the first so many. */
  const best = [0];
  for (const [i, { call, inner }] of byEnd.entries()) {
    const weight = weigh(call) + longestChain(inner, weigh);
    const before = countUntil(byEnd, i, call.start);
    best.push(Math.max(best[i]!, best[before]! + weight));
  }
  return best.at(-1)!;
}

/** How many of the first `most` have ended at a time. */
function countUntil(byEnd: readonly CallNode[], most: number, time: number): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (endOf(byEnd[middle]!) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The shortest call of the calling context that contains a call. */
function outerOf({ call }: CallNode, nodes: readonly CallNode[]): CallNode | undefined {
  const { from } = call;
  if (from === undefined) return undefined;
  return nodes
    .filter((each) => each.call !== call && each.call.call.startsWith(`${from}.`))
    .filter((each) => each.call.start <= call.start && endOf(each) >= call.start + call.ms)
    .sort((a, b) => a.call.ms - b.call.ms)[0];
}

function endOf({ call }: CallNode): number {
  return call.start + call.ms;
}
