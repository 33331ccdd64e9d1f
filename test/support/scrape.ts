/** One line of a scrape. */
export interface ScrapedValue {
  name: string;
  labels: Record<string, string>;
  value: number;
}

const LINE = /^(\w+)(?:\{(.*)\})? (\S+)$/;
const LABEL = /(\w+)="([^"]*)"/g;

/** The metrics of a process. */
export class Scrape {
  readonly values: ScrapedValue[];
  /** The types of the metrics by their names. */
  readonly types: ReadonlyMap<string, string>;

  private constructor(readonly text: string) {
    const lines = text.split('\n');
    this.types = new Map(
      lines
        .filter((line) => line.startsWith('# TYPE '))
        .map((line) => line.split(' ').slice(2) as [string, string]),
    );
    this.values = lines.flatMap((line) => {
      const match = line.startsWith('#') ? null : LINE.exec(line);
      if (!match) return [];
      const labels = [...(match[2] ?? '').matchAll(LABEL)].map(([, key, value]) => [key!, value!]);
      return [
        { name: match[1]!, labels: Object.fromEntries(labels), value: Number(match[3]) },
      ] as ScrapedValue[];
    });
  }

  /** @param internalUrl the internal address of the process */
  static async of(internalUrl: string): Promise<Scrape> {
    const response = await fetch(`${internalUrl}/metrics`);
    if (response.status !== 200) throw new Error(`/metrics answers ${response.status}`);
    return new Scrape(await response.text());
  }

  /** The sum of all series with at least these labels. */
  sum(name: string, labels: Record<string, string> = {}): number {
    return this.values
      .filter((each) => each.name === name)
      .filter((each) => Object.entries(labels).every(([key, value]) => each.labels[key] === value))
      .reduce((sum, { value }) => sum + value, 0);
  }

  /** The names of the labels of each metric, without `le`. */
  labelsOf(name: string): string[] {
    const own = this.values.find((each) => each.name.replace(/_(count|sum|bucket)$/, '') === name);
    return Object.keys(own?.labels ?? {}).filter((label) => label !== 'le');
  }
}
