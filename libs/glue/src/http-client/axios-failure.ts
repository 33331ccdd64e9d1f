import { type AxiosError, isAxiosError } from 'axios';

/** Node's codes for a connection that failed, or broke before the response. */
const CONNECTION_CODES =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;

/** Node's codes for a certificate that is not trusted, expired, or of another host. */
const CERTIFICATE_CODES = /CERT|^UNABLE_TO_|^HOSTNAME_MISMATCH$|^INVALID_(CA|PURPOSE)$/;

/** Why a request got no response, or no valid one. */
export type AxiosFailure = 'late' | 'no connection' | 'certificate' | 'invalid response';

/** @returns `undefined` for an error of other code */
export function axiosFailure(error: unknown, signal: AbortSignal): AxiosFailure | undefined {
  if (!isAxiosError(error)) return undefined;
  // ECONNABORTED is the time limit of axios.
  if (signal.aborted || error.code === 'ECONNABORTED') return 'late';
  if (isConnectionLost(error)) return 'no connection';
  return CERTIFICATE_CODES.test(error.code ?? '') ? 'certificate' : 'invalid response';
}

/** Axios has no code for a connection that is lost during the response. */
function isConnectionLost({ code = '', message }: AxiosError): boolean {
  return CONNECTION_CODES.test(code) || (code === 'ERR_BAD_RESPONSE' && /aborted/.test(message));
}
