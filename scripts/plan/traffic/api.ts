/** A response, read completely. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface Sent {
  readonly token?: string;
  readonly headers?: Record<string, string>;
  readonly json?: unknown;
}

/** Sends requests to the process that serves each path, and counts the statuses. */
export class Api {
  readonly statuses = new Map<number, number>();

  constructor(private readonly urlOf: (path: string) => string) {}

  async send(method: string, path: string, { token, headers, json }: Sent = {}): Promise<Answer> {
    const response = await fetch(`${this.urlOf(path)}${path}`, {
      method,
      headers: {
        ...(token !== undefined && { token }),
        ...(json !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
    });
    const text = await response.text();
    this.statuses.set(response.status, (this.statuses.get(response.status) ?? 0) + 1);
    return {
      status: response.status,
      body: text === '' ? undefined : (JSON.parse(text) as unknown),
    };
  }

  /** How many requests failed because of the server. */
  get failures(): number {
    return [...this.statuses].reduce(
      (sum, [status, count]) => sum + (status >= 500 ? count : 0),
      0,
    );
  }
}
