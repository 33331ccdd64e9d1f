import type { Series } from './series.js';

export type Labels<Name extends string = string> = Readonly<Record<Name, string>>;

/** The description of a metric, which Prometheus reads with its values. */
export interface About {
  name: string;
  help: string;
  type: 'counter' | 'gauge' | 'histogram';
  /** The names of its labels. */
  labels: readonly string[];
}

/** A metric with all of its series. Observers keep their series, because looking one up is slow. */
export class Metric<S extends Series = Series, Label extends string = string> {
  private readonly all = new Map<string, { labels: Labels<Label>; series: S }>();

  constructor(readonly about: About) {}

  /** The series with these labels; `create` makes it if there is none. */
  series(labels: Labels<Label>, create: () => S): S {
    const key = JSON.stringify(labels);
    const known = this.all.get(key) ?? { labels, series: create() };
    this.all.set(key, known);
    return known.series;
  }

  /** The values now, with their names and labels. */
  values() {
    const { name } = this.about;
    return [...this.all.values()].flatMap(({ labels, series }) =>
      series.samples().map(({ suffix = '', labels: more, value }) => ({
        metricName: name + suffix,
        labels: { ...labels, ...more },
        value,
      })),
    );
  }
}
