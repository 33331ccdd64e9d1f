import type { RegistrationResponseJSON } from '@simplewebauthn/server';

/**
 * The same answer, as from an authenticator that sends no attestation. The library checks whatever a client
 * sends, and for some formats it requests addresses that are in the certificates of the client.
 *
 * @throws Error for a malformed answer
 */
export async function withoutAttestation(
  answer: RegistrationResponseJSON,
): Promise<RegistrationResponseJSON> {
  const { decodeAttestationObject, isoBase64URL, isoCBOR } =
    await import('@simplewebauthn/server/helpers');
  const sent = isoBase64URL.toBuffer(answer.response.attestationObject);
  const object = new Map<string, unknown>([
    ['fmt', 'none'],
    ['attStmt', new Map()],
    ['authData', decodeAttestationObject(sent).get('authData')],
  ]);
  const encoded = isoCBOR.encode(object as Parameters<typeof isoCBOR.encode>[0]);
  const attestationObject = isoBase64URL.fromBuffer(encoded);
  return { ...answer, response: { ...answer.response, attestationObject } };
}
