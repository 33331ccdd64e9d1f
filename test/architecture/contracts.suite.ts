import { CONTRACTS } from '../support/manifests.js';
import { contractsSection } from './docs/contracts-section.js';
import { expectMarkdown } from './docs/section.js';

describe('the contracts', () => {
  it('are what docs/contracts.md lists', () =>
    expectMarkdown('docs/contracts.md', 'contracts', contractsSection(CONTRACTS)));

  it('are named like their contexts', () => {
    expect(CONTRACTS.map(({ name }) => name)).toContain('auth');
  });
});
