import { ROOT } from '../architecture/project-copy.js';
import { Tree } from '../contexts/tree.js';

/** `npm run test:skew` with a version that cannot be run. */
describe('the option --against', () => {
  const run = (...args: string[]) => new Tree(ROOT).run('scripts/test-skew.sh', args);

  it('needs a version', async () => {
    const output = 'usage: npm run test:skew [-- [--against <git ref>] [options of Jest]]\n';
    await expect(run('--against')).resolves.toEqual({ code: 2, output });
  });

  it('names a version that git does not know, and runs nothing', async () => {
    const { code, output } = await run('--against', 'v0-unknown', '-t', 'rollback');
    expect(code).toBe(1);
    expect(output).toContain('git has no version v0-unknown: ');
    expect(output).toMatch(/^Tests: .* 1 failed/m);
    expect(output).not.toMatch(/\d+ passed/);
  }, 60_000);
});
