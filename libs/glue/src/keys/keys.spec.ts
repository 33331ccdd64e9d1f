import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { generateKey, keyId, publicKeyOf, readPrivateKey, readPublicKey } from './keys.js';

const KEY = generateKey();

describe('a key', () => {
  it('has one id, for both halves', async () => {
    const id = await keyId(readPrivateKey(KEY));
    await expect(keyId(readPublicKey(publicKeyOf(KEY)))).resolves.toBe(id);
    await expect(keyId(readPrivateKey(generateKey()))).resolves.not.toBe(id);
  });

  it('is one of Ed25519, and no error repeats it', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    const der = { format: 'der', type: 'pkcs8' } as const;
    const text = rsa.privateKey.export(der).toString('base64');
    expect(() => createPrivateKey({ key: Buffer.from(text, 'base64'), ...der })).not.toThrow();
    expect(() => readPrivateKey(text)).toThrow(/^is no private key of Ed25519 in base64$/);
    expect(() => readPublicKey(KEY)).toThrow(/^is no public key of Ed25519 in base64$/);
  });
});
