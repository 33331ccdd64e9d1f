import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SCREENSHOTS } from './measurements.js';
import { startMonolith } from './page-system.js';
import { furnish } from './screens.js';
import { setStage } from './stage.js';

const COMMITTED = fileURLToPath(new URL('../../docs/images/page.png', import.meta.url));
const MOST_BYTES = 150_000;
const LOOK = {
  viewport: { width: 900, height: 560 },
  colorScheme: 'light',
  reducedMotion: 'reduce',
} as const;

/** The picture in README.md, of the running monolith; `npm run picture` replaces it. */
describe('the picture of the page', () => {
  const stage = setStage(() => startMonolith());

  it('shows a list, and is small', async () => {
    const path = process.env['UPDATE_PICTURE'] ? COMMITTED : `${SCREENSHOTS}picture.png`;
    await mkdir(dirname(path), { recursive: true });
    const visitor = await stage.register(LOOK);
    await furnish(visitor);
    await visitor.page.screenshot({ path });
    for (const file of [path, COMMITTED]) {
      const { size } = await stat(file);
      expect(size).toBeGreaterThan(0);
      expect(size).toBeLessThan(MOST_BYTES);
    }
  }, 60_000);
});
