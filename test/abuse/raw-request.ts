import { requestText } from '../support/raw-http.js';
import { bodyOf, type Call, type Origin } from './origin.js';

/** The text of a request, for clients that do not wait for the responses. */
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
