import { StartError } from '#glue/errors';
import { plansOf } from './plans.js';

const names = ['a', 'b', 'c', 'd', 'e'];

describe('plans', () => {
  it('are of all groupings, with and without a network', () => {
    const plans = plansOf(['a', 'b'], { groupings: [], latenciesMs: [0, 2] });
    expect(plans.map(({ grouping, latencyMs }) => [grouping.name, latencyMs])).toEqual([
      ['a,b', 0],
      ['a | b', 0],
      ['a | b', 2],
    ]);
  });

  it('are of chosen groupings only where there are many contexts', () => {
    const all = () => plansOf(names, { groupings: [], latenciesMs: [0] });
    expect(all).toThrow(StartError);
    expect(all).toThrow("Choose some with --grouping, such as --grouping 'a|b,c,d,e'");
    expect(plansOf(names, { groupings: ['a|b,c,d,e'], latenciesMs: [0] })).toHaveLength(1);
  });
});
