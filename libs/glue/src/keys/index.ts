export { type KeyNeeds, keyVariable, publicKeysVariable } from './key-needs.js';
export { keyVariables } from './key.config.js';
export { generateKey, keyId, publicKeyOf, readPrivateKey, readPublicKey } from './keys.js';
export { Keys, openKeys } from './open-keys.js';
export { type KnownKey, PublicKeys } from './public-keys.js';
export { isSignedBy, signBytes, type SigningKey } from './signatures.js';
