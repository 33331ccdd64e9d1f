import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyFolder } from './copy-folder.js';

describe('copyFolder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'test-copy-'));
    mkdirSync(join(folder, 'from/deep/empty'), { recursive: true });
    writeFileSync(join(folder, 'from/deep/file'), 'content');
    chmodSync(join(folder, 'from/deep/file'), 0o600);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('copies files, with their modes, and empty folders', () => {
    copyFolder(join(folder, 'from'), join(folder, 'new/to'));
    const file = join(folder, 'new/to/deep/file');
    expect(readFileSync(file, 'utf8')).toBe('content');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'new/to/deep/empty')).isDirectory()).toBe(true);
  });

  it('fails if the folder is missing', () => {
    expect(() => copyFolder(join(folder, 'missing'), join(folder, 'to'))).toThrow('ENOENT');
  });
});
