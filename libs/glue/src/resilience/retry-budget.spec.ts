import { RetryBudget } from './retry-budget.js';

describe('RetryBudget', () => {
  it('allows ten retries at once, then one per five answered calls', () => {
    const budget = new RetryBudget(5);
    const taken = () => Array.from({ length: 20 }, () => budget.take()).filter(Boolean).length;
    expect(taken()).toBe(10);
    for (let i = 0; i < 10; i++) budget.add();
    expect(taken()).toBe(2);
    for (let i = 0; i < 1_000; i++) budget.add();
    expect(taken()).toBe(10);
  });
});
