import type { IncomingHttpHeaders } from 'node:http';

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;
const ATTRIBUTES = 'Path=/; HttpOnly; SameSite=Strict';

/**
 * A cookie of this host that scripts cannot read. With `__Host-` browsers require Secure, this host
 * and all paths, so that no sibling domain can set it. Without https, on a developer's machine, it
 * has its plain name.
 */
export class HostCookie {
  /** The name with https. */
  readonly secureName: string;

  constructor(private readonly name: string) {
    this.secureName = `__Host-${name}`;
  }

  /** The value, if the client sent one. */
  read(headers: IncomingHttpHeaders): string | undefined {
    if (!headers.cookie) return undefined;
    const cookies = parse(headers.cookie);
    return (
      cookies.get(this.secureName) ?? (isLoopback(headers) ? cookies.get(this.name) : undefined)
    );
  }

  /**
   * The value of `Set-Cookie` that sets the cookie.
   *
   * @param maxAgeSeconds without it the cookie lasts until the browser is closed
   */
  set(value: string, headers: IncomingHttpHeaders, maxAgeSeconds?: number): string {
    const age = maxAgeSeconds === undefined ? '' : `; Max-Age=${maxAgeSeconds}`;
    return isPlainHttp(headers)
      ? `${this.name}=${value}; ${ATTRIBUTES}${age}`
      : `${this.secureName}=${value}; ${ATTRIBUTES}; Secure${age}`;
  }

  /** The values of `Set-Cookie` that delete the cookie, under both names. */
  clear(): string[] {
    return [
      `${this.secureName}=; ${ATTRIBUTES}; Secure; Max-Age=0`,
      `${this.name}=; ${ATTRIBUTES}; Max-Age=0`,
    ];
  }
}

/** The origin of the page that sends a request, if the browser sends it. */
export function originOf({ origin }: IncomingHttpHeaders): URL | undefined {
  return origin && URL.canParse(origin) ? new URL(origin) : undefined;
}

/**
 * Whether the page was loaded over plain HTTP, according to the browser's `Origin` of each POST. A
 * header of a proxy would have to be trusted, and a setting could be forgotten.
 */
function isPlainHttp(headers: IncomingHttpHeaders): boolean {
  return originOf(headers)?.protocol === 'http:';
}

function isLoopback({ host }: IncomingHttpHeaders): boolean {
  return LOOPBACK.test(host ?? '');
}

/** Of two cookies of one name, the first counts: it has the longer path. */
function parse(header: string): Map<string, string> {
  const pairs = header.split(';').map((pair) => pair.split('=', 2).map((part) => part.trim()));
  return new Map(pairs.reverse().map(([name, value]) => [name ?? '', value ?? '']));
}
