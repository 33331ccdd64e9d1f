import type { Cost } from '../model/cost.js';
import { forecast, type RouteForecast } from '../model/predict.js';
import type { Plan } from '../plans.js';
import type { Recording } from '../recordings/recording.js';
import { compare, comparisonSummary, comparisonTable } from './comparison-report.js';
import { forecastTable, transactionNote } from './plan-report.js';

/** The forecast of a plan, and its text. */
export function forecastOf(
  { grouping, latencyMs }: Plan,
  recording: Recording,
  cost: Cost,
): { routes: RouteForecast[]; text: string } {
  const routes = forecast(recording, grouping, cost);
  const where = grouping.groups.length === 1 ? 'one process' : `${latencyMs} ms apart`;
  const head = `## ${grouping.name}: ${where}`;
  const text = [head, '', forecastTable(routes), ...transactionNote(routes)].join('\n');
  return { routes, text };
}

/** What really happened, beside the forecast. */
export function comparisonOf(routes: readonly RouteForecast[], measured: Recording): string {
  const compared = compare(routes, measured);
  const intro = 'The same traffic to such processes:';
  return [intro, '', comparisonTable(compared), '', comparisonSummary(compared)].join('\n');
}
