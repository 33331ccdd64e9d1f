import { groupBy, type History, partsOf, type Read, type Write } from './history.js';

/** What a history of lists with so many items must not have; empty if it is right. */
export function violationsOf(history: History, items: number): string[] {
  return [
    ...listsWithout(history, items),
    ...staleReads(history),
    ...tagsOfTwoContents(history),
    ...versionsThatGoBack(history.reads),
    ...streamsThatGoBack(history),
  ];
}

/** The streams that do not end with the lists that were read last. */
export function streamsThatDiffer({ sent }: History, last: readonly Read[]): string[] {
  return [...sent].flatMap(([stream, events]) => {
    const end = events.at(-1)!;
    const read = last.find(({ user }) => user === end.user)!;
    const isSame = textOf(end.titles) === textOf(read.titles);
    return isSame ? [] : [`${stream} ends with ${textOf(end.titles)}, not ${textOf(read.titles)}`];
  });
}

/** No client removes an item. */
function listsWithout({ reads, sent }: History, items: number): string[] {
  const seen = [...reads, ...[...sent.values()].flat()];
  return seen.flatMap(({ user, tag, titles }) =>
    titles.size === items ? [] : [`${user} ${tag} has ${titles.size} of ${items} items`],
  );
}

/**
 * Reads of a title although a later write was acknowledged before the read began. A write is later if it began after
 * the other one was acknowledged.
 */
function staleReads({ writes, reads }: History): string[] {
  const byItem = new Map(
    [...groupBy(writes, ({ item }) => item)].map(([item, all]) => [item, new ItemWrites(all)]),
  );
  return reads.flatMap(({ user, startedAt, titles }) =>
    [...titles].flatMap(([item, title]) => {
      const missed = byItem.get(item)?.missedBy(title, startedAt);
      return missed ? [`${user} read ${title} after ${missed.title}`] : [];
    }),
  );
}

/** The writes of an item, sorted: histories are long. */
class ItemWrites {
  private readonly byTitle: ReadonlyMap<string, Write>;
  /** In the order in which they were acknowledged. */
  private readonly acknowledged: readonly Write[];
  /** Of those up to each place, the one that began last. */
  private readonly latest: Write[] = [];

  constructor(writes: readonly Write[]) {
    this.byTitle = new Map(writes.map((write) => [write.title, write]));
    this.acknowledged = writes
      .filter(({ endedAt }) => endedAt !== undefined)
      .toSorted((a, b) => a.endedAt! - b.endedAt!);
    for (const write of this.acknowledged) {
      const before = this.latest.at(-1);
      this.latest.push(before && before.startedAt > write.startedAt ? before : write);
    }
  }

  /** A write that a read of this title, begun at this time, should have seen. */
  missedBy(title: string, startedAt: number): Write | undefined {
    const latest = this.latest[this.countBefore(startedAt) - 1];
    if (!latest || latest.title === title) return undefined;
    const { endedAt = Infinity } = this.byTitle.get(title) ?? { endedAt: -Infinity };
    return endedAt < latest.startedAt ? latest : undefined;
  }

  /** How many were acknowledged before a time. */
  private countBefore(time: number): number {
    let [low, high] = [0, this.acknowledged.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.acknowledged[middle]!.endedAt! < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function tagsOfTwoContents({ reads, sent }: History): string[] {
  const contents = new Map<string, string>();
  const seen = [...reads, ...[...sent.values()].flat()];
  return seen.flatMap(({ user, tag, titles }) => {
    const [key, text] = [`${user} ${tag}`, textOf(titles)];
    const before = contents.get(key);
    contents.set(key, text);
    return before !== undefined && before !== text ? [`${key}: ${before}, and ${text}`] : [];
  });
}

/** Of reads that followed each other. */
function versionsThatGoBack(reads: readonly Read[]): string[] {
  const ofOne = groupBy(reads, ({ user, tag }) => `${user} ${partsOf(tag).epoch}`);
  return [...ofOne.values()].flatMap((group) => {
    const ended = group.toSorted((a, b) => a.endedAt - b.endedAt);
    let [next, most] = [0, -1];
    return group
      .toSorted((a, b) => a.startedAt - b.startedAt)
      .flatMap(({ user, tag, startedAt }) => {
        for (; ended[next] && ended[next]!.endedAt < startedAt; next++)
          most = Math.max(most, partsOf(ended[next]!.tag).version);
        const { version } = partsOf(tag);
        return version < most ? [`${user} read version ${version} after ${most}`] : [];
      });
  });
}

function streamsThatGoBack({ sent }: History): string[] {
  return [...sent].flatMap(([stream, events]) => {
    const newest = new Map<string, number>();
    return events.flatMap(({ tag }) => {
      const { epoch, version } = partsOf(tag);
      const before = newest.get(epoch) ?? -1;
      newest.set(epoch, Math.max(before, version));
      return version < before ? [`${stream} sent version ${version} after ${before}`] : [];
    });
  });
}

function textOf(titles: ReadonlyMap<number, string>): string {
  return JSON.stringify([...titles].sort(([a], [b]) => a - b));
}
