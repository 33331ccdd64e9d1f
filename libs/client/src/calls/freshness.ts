const REFRESH_AFTER_MS = 600_000;

/** A token, and since when there is it. */
export class Freshness {
  private since: number;

  constructor(
    public token: string,
    private readonly refreshAfterMs = REFRESH_AFTER_MS,
  ) {
    this.since = issuedAt(token);
  }

  /** By the clock here from now on: that of the server may differ. */
  set(token: string): void {
    this.token = token;
    this.since = Date.now();
  }

  isOld(): boolean {
    return Date.now() - this.since > this.refreshAfterMs;
  }
}

/** When a token was issued, in milliseconds since 1970: now if it does not say. */
function issuedAt(token: string): number {
  try {
    const [, claims] = token.split('.');
    const text = atob(claims!.replaceAll('-', '+').replaceAll('_', '/'));
    const { iat } = JSON.parse(text) as { iat?: unknown };
    return typeof iat === 'number' ? iat * 1_000 : Date.now();
  } catch {
    return Date.now();
  }
}
