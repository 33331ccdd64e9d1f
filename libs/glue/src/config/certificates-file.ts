import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
const CURE =
  'Set it to a file of certificates in PEM that this process may read, or leave it unset to accept the ' +
  'certificate authorities that Node knows.';

/** The path of a file of certificates, or `undefined`. Its value is the PEM in the file. */
export function certificatesFile() {
  return z
    .string()
    .transform((path, context): string => {
      try {
        const pem = readFileSync(path, 'utf8');
        const certificates = pem.match(CERTIFICATE) ?? [];
        certificates.forEach((each) => new X509Certificate(each));
        if (certificates.length > 0) return pem;
        context.addIssue(`has no certificate. ${CURE}`);
      } catch (error) {
        context.addIssue(`cannot be read: ${(error as Error).message}. ${CURE}`);
      }
      return z.NEVER;
    })
    .optional();
}
