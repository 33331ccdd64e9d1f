import { Metrics } from '#glue/metrics';
import { table } from './section.js';

/** The metrics of a process, by their definitions. */
export function metricsSection(): string {
  const { all } = new Metrics({ service: '', version: '', node: '', contexts: '' });
  const code = (word: string) => `\`${word}\``;
  const rows = all.map(({ about: { name, type, labels, help } }) => [
    code(name),
    type,
    labels.map(code).join(', '),
    help,
  ]);
  return table(['metric', 'type', 'labels', 'is'], rows);
}
