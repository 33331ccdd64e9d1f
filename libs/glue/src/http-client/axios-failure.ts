import { isAxiosError } from 'axios';

/** The codes of Node and undici for a connection that failed, or broke before the end of the response. */
const CONNECTION_CODES =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENETDOWN|ENOTFOUND|EAI_AGAIN|EMFILE|EADDRNOTAVAIL|UND_ERR_SOCKET)$/;

/** Node's codes for a certificate that is not trusted, expired, or of another host. */
const CERTIFICATE_CODES = /CERT|^UNABLE_TO_|^HOSTNAME_MISMATCH$|^INVALID_(CA|PURPOSE)$/;

/** Why a request got no response, or no valid one. */
export type AxiosFailure = 'late' | 'no connection' | 'certificate' | 'invalid response';

/** @returns `undefined` for an error of other code */
export function axiosFailure(error: unknown, signal: AbortSignal): AxiosFailure | undefined {
  if (!isAxiosError(error)) return undefined;
  if (signal.aborted) return 'late';
  const { code = '' } = error;
  if (CONNECTION_CODES.test(code)) return 'no connection';
  return CERTIFICATE_CODES.test(code) ? 'certificate' : 'invalid response';
}
