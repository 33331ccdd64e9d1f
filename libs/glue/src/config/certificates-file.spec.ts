import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CertificateAuthority } from '../../../../test/support/certificates.js';
import { certificatesFile } from './certificates-file.js';
import { readConfig } from './read-config.js';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'test-'))));
afterAll(() => rm(folder, { recursive: true }));

const read = (path: string) => readConfig([{ shape: { CA: certificatesFile() } }], { CA: path });

describe('a file of certificates', () => {
  it('is read at the start', () => {
    const authority = CertificateAuthority.make();
    expect(read(authority.path)).toMatchObject({ CA: expect.stringContaining('BEGIN CERT') });
    authority.remove();
  });

  it('may be unset', () => {
    expect(read('')).toEqual({ CA: undefined });
  });

  it.each<[string, string | undefined, RegExp]>([
    ['is missing', undefined, /CA: cannot be read: ENOENT.* Set it to a file of certificates/],
    ['is empty', '', /CA: has no certificate[.] Set it to/],
    ['is another one', 'a key', /CA: has no certificate[.] Set it to/],
    [
      'has a damaged certificate',
      '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
      /CA: cannot be read: .* Set it to/,
    ],
  ])('stops the start if it %s', async (name, text, message) => {
    const path = join(folder, name);
    if (text !== undefined) await writeFile(path, text);
    expect(() => read(path)).toThrow(message);
  });
});
