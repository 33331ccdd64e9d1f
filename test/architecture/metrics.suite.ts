import { metricsSection } from './docs/metrics-section.js';
import { expectMarkdown } from './docs/section.js';

it('the metrics are documented in docs/operations.md', () =>
  expectMarkdown('docs/operations.md', 'metrics', metricsSection()));
