import { tmpdir } from 'node:os';
import { mkdtemp, rm } from 'node:fs/promises';
import { WholeCopy } from '../contexts/whole-copy.js';
import { freePort } from '../support/free-port.js';
import { readWalk, Walker } from './walk.js';

const LIMIT_MS = 600_000;
const MOST_STEPS = 10;
const steps = await readWalk('third-context');

describe('docs/walks/third-context.md', () => {
  let repository: WholeCopy;
  let folder: string;
  let walker: Walker;

  beforeAll(async () => {
    repository = await WholeCopy.make();
    await repository.remove('node_modules');
    await repository.commitAll();
    folder = await mkdtemp(`${tmpdir()}/walk-`);
    const port = `${await freePort()}`;
    walker = new Walker(folder, {
      'https://git.example.com/seam.git': repository.folder,
      'npm start': `PORT=${port} npm start`,
      '127.0.0.1:8001': `127.0.0.1:${port}`,
    });
  }, LIMIT_MS);

  afterAll(async () => {
    await walker.end();
    await repository.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  it('has few steps', () => {
    expect(steps.length).toBeGreaterThan(5);
    expect(steps.length).toBeLessThanOrEqual(MOST_STEPS);
  });

  it.each(steps)('$title', (step) => walker.take(step), LIMIT_MS);
});
