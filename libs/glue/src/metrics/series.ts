/** One value of a series, as it is exported. */
export interface Sample {
  /** After the name of the metric, such as `_sum`. */
  suffix?: string;
  labels?: { le: string };
  value: number;
}

/** The values of a metric for one set of labels. */
export interface Series {
  samples(): Sample[];
}

/** A number of events. */
export class Counter implements Series {
  private value = 0;

  add(): void {
    this.value++;
  }

  samples(): Sample[] {
    return [{ value: this.value }];
  }
}

/** A state, read when it is exported. Without a value while it is not known. */
export class Gauge implements Series {
  constructor(private readonly read: () => number | undefined) {}

  samples(): Sample[] {
    const value = this.read();
    return value === undefined ? [] : [{ value }];
  }
}

/** A distribution: how many values were at most each of some bounds. */
export class Histogram implements Series {
  private readonly counts: number[];
  private sum = 0;

  /** @param bounds ascending */
  constructor(private readonly bounds: readonly number[]) {
    this.counts = Array<number>(bounds.length + 1).fill(0);
  }

  observe(value: number): void {
    const { bounds } = this;
    let i = 0;
    while (i < bounds.length && value > bounds[i]!) i++;
    this.counts[i]!++;
    this.sum += value;
  }

  samples(): Sample[] {
    let count = 0;
    const buckets = this.counts.map((more, i) => {
      const le = `${this.bounds[i] ?? '+Inf'}`;
      return { suffix: '_bucket', labels: { le }, value: (count += more) };
    });
    return [...buckets, { suffix: '_sum', value: this.sum }, { suffix: '_count', value: count }];
  }
}
