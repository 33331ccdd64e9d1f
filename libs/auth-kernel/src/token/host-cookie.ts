import type { IncomingHttpHeaders } from 'node:http';

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;
const ATTRIBUTES = 'Path=/; HttpOnly; SameSite=Strict';

/**
 * A cookie that no script can read, for this one host. `__Host-` makes browsers refuse
 * it unless it is Secure, for this host and for all paths, so that no neighbour under the
 * same domain can plant one. On a developer's own machine, where there is no https, it
 * has its plain name.
 */
export class HostCookie {
  /** Its name wherever there is https. */
  readonly secureName: string;

  constructor(private readonly name: string) {
    this.secureName = `__Host-${name}`;
  }

  /** Its value, if the client sent one. */
  read(headers: IncomingHttpHeaders): string | undefined {
    if (!headers.cookie) return undefined;
    const cookies = parse(headers.cookie);
    return (
      cookies.get(this.secureName) ?? (isLoopback(headers) ? cookies.get(this.name) : undefined)
    );
  }

  /**
   * The value of `Set-Cookie` that gives it to the client.
   *
   * @param maxAgeSeconds for as long as the browser is open, if it is left out
   */
  set(value: string, headers: IncomingHttpHeaders, maxAgeSeconds?: number): string {
    const age = maxAgeSeconds === undefined ? '' : `; Max-Age=${maxAgeSeconds}`;
    return isPlainHttp(headers)
      ? `${this.name}=${value}; ${ATTRIBUTES}${age}`
      : `${this.secureName}=${value}; ${ATTRIBUTES}; Secure${age}`;
  }

  /** The values of `Set-Cookie` that take it back, under whichever name it is there. */
  clear(): string[] {
    return [
      `${this.secureName}=; ${ATTRIBUTES}; Secure; Max-Age=0`,
      `${this.name}=; ${ATTRIBUTES}; Max-Age=0`,
    ];
  }
}

/** The origin of the page that sends a request, if the browser tells it. */
export function originOf({ origin }: IncomingHttpHeaders): URL | undefined {
  return origin && URL.canParse(origin) ? new URL(origin) : undefined;
}

/**
 * Whether the page itself came over plain HTTP. The browser tells, with each POST:
 * a header of a proxy would have to be trusted, and a setting could be forgotten.
 */
function isPlainHttp(headers: IncomingHttpHeaders): boolean {
  return originOf(headers)?.protocol === 'http:';
}

function isLoopback({ host }: IncomingHttpHeaders): boolean {
  return LOOPBACK.test(host ?? '');
}

/** Of two cookies of one name the first counts, as it has the longer path. */
function parse(header: string): Map<string, string> {
  const pairs = header.split(';').map((pair) => pair.split('=', 2).map((part) => part.trim()));
  return new Map(pairs.reverse().map(([name, value]) => [name ?? '', value ?? '']));
}
