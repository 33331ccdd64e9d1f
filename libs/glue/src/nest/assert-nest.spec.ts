import { readFileSync } from 'node:fs';
import { StartError } from '../errors/index.js';
import { assertNest, installedNest } from './assert-nest.js';

const { dependencies } = JSON.parse(
  readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8'),
) as { dependencies: Record<string, string> };

describe('assertNest', () => {
  it('accepts the version of package.json', () => {
    expect(dependencies['@nestjs/common']).toMatch(/^\^\d/);
    expect(() => assertNest(dependencies['@nestjs/common']!.slice(1))).not.toThrow();
    expect(() => assertNest(installedNest())).not.toThrow();
  });

  it.each(['11.1.9', '10.0.0', '13.0.0-next.1'])('refuses %s in one line', (version) => {
    const line = `Nest 12 is needed, and @nestjs/common is ${version}.`;
    expect(() => assertNest(version)).toThrow(StartError);
    expect(() => assertNest(version)).toThrow(line);
  });
});
