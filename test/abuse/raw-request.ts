import { requestText } from '../support/raw-http.js';
import { bodyOf, type Call, type Origin } from './origin.js';

/** The text of a request, as clients send it that do not wait for the answers. */
export function rawRequest(url: URL, { headers: own }: Origin, call: Call): string {
  const { method, path, headers } = call;
  const body = bodyOf(call);
  const fields = {
    host: url.host,
    ...own,
    ...(body && { 'content-type': 'application/json' }),
    ...headers,
  };
  return requestText(method, path, Object.entries(fields), body).toString();
}
