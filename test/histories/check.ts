import { groupBy, type History, partsOf, type Read, type Stay, type Write } from './history.js';
import { isPassing } from './passing-items.js';

/** What a history of lists with so many items must not have; empty if it is right. */
export function violationsOf(history: History, items: number): string[] {
  return [
    ...listsWithout(history, items),
    ...staleReads(history),
    ...wrongStays(history),
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
    const isSame = jsonOf(end.texts) === jsonOf(read.texts);
    return isSame ? [] : [`${stream} ends with ${jsonOf(end.texts)}, not ${jsonOf(read.texts)}`];
  });
}

/** No client removes an item that all have. */
function listsWithout({ reads, sent }: History, items: number): string[] {
  const seen = [...reads, ...[...sent.values()].flat()];
  return seen.flatMap(({ user, tag, texts }) => {
    const size = [...texts.values()].filter((text) => !isPassing(text)).length;
    return size === items ? [] : [`${user} ${tag} has ${size} of ${items} items`];
  });
}

/**
 * Reads of a text although a later write was acknowledged before the read began. A write is later if it began after
 * the other one was acknowledged.
 */
function staleReads({ writes, reads }: History): string[] {
  const byItem = new Map(
    [...groupBy(writes, ({ item }) => item)].map(([item, all]) => [item, new ItemWrites(all)]),
  );
  return reads.flatMap(({ user, startedAt, texts }) =>
    [...texts].flatMap(([item, text]) => {
      const missed = byItem.get(item)?.missedBy(text, startedAt);
      return missed ? [`${user} read ${text} after ${missed.text}`] : [];
    }),
  );
}

/** The writes of an item, sorted: histories are long. */
class ItemWrites {
  private readonly byText: ReadonlyMap<string, Write>;
  /** In the order in which they were acknowledged. */
  private readonly acknowledged: readonly Write[];
  /** Of those up to each place, the one that began last. */
  private readonly latest: Write[] = [];

  constructor(writes: readonly Write[]) {
    this.byText = new Map(writes.map((write) => [write.text, write]));
    this.acknowledged = writes
      .filter(({ endedAt }) => endedAt !== undefined)
      .toSorted((a, b) => a.endedAt! - b.endedAt!);
    for (const write of this.acknowledged) {
      const before = this.latest.at(-1);
      this.latest.push(before && before.startedAt > write.startedAt ? before : write);
    }
  }

  /** A write that a read of this text, begun at this time, should have seen. */
  missedBy(text: string, startedAt: number): Write | undefined {
    const latest = this.latest[this.countBefore(startedAt) - 1];
    if (!latest || latest.text === text) return undefined;
    const { endedAt = Infinity } = this.byText.get(text) ?? { endedAt: -Infinity };
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

/** Lists that lack an item while their user had it for certain, or have one that was gone. */
function wrongStays({ stays, reads }: History): string[] {
  const byUser = groupBy(reads, ({ user }) => user);
  return [...groupBy(stays, ({ user }) => user)].flatMap(([user, all]) => {
    const started = (byUser.get(user) ?? []).toSorted((a, b) => a.startedAt - b.startedAt);
    return [
      ...all.flatMap((stay) => listsThatLack(stay, started)),
      ...listsThatStillHave(all, started),
    ];
  });
}

function listsThatLack({ text, from, until = Infinity }: Stay, started: readonly Read[]): string[] {
  const found: string[] = [];
  for (let i = firstAfter(from, started); started[i] && started[i]!.startedAt < until; i++) {
    const { user, endedAt, texts } = started[i]!;
    const isCertain = endedAt < until;
    if (isCertain && !hasItem(texts, text)) found.push(`${user} read a list without ${text}`);
  }
  return found;
}

function listsThatStillHave(stays: readonly Stay[], started: readonly Read[]): string[] {
  const goneAt = new Map(stays.map((stay) => [stay.text, stay.goneAt ?? Infinity]));
  return started.flatMap(({ user, startedAt, texts }) =>
    [...texts.values()]
      .filter((text) => isPassing(text) && startedAt > (goneAt.get(text) ?? Infinity))
      .map((text) => `${user} read a list with ${text}, which was gone`),
  );
}

function hasItem(texts: ReadonlyMap<number, string>, wanted: string): boolean {
  return [...texts.values()].includes(wanted);
}

/** The place of the first read that began after a time. */
function firstAfter(time: number, started: readonly Read[]): number {
  let [low, high] = [0, started.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (started[middle]!.startedAt <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

function tagsOfTwoContents({ reads, sent }: History): string[] {
  const contents = new Map<string, string>();
  const seen = [...reads, ...[...sent.values()].flat()];
  return seen.flatMap(({ user, tag, texts }) => {
    const [key, text] = [`${user} ${tag}`, jsonOf(texts)];
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

function jsonOf(texts: ReadonlyMap<number, string>): string {
  return JSON.stringify([...texts].sort(([a], [b]) => a - b));
}
