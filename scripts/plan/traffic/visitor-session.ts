import type { Answer, Api } from './api.js';

const PASSWORD = 'a-passphrase-of-the-planner';
const V1 = '/api/v1';

/** The account of a visitor, and its session. */
export class VisitorSession {
  private token = '';

  constructor(
    private readonly api: Api,
    private readonly email: string,
  ) {}

  /** Registers and logs in. */
  async register(): Promise<void> {
    const json = { email: this.email, password: PASSWORD };
    await this.api.send('POST', `${V1}/users/create`, { json });
    await this.logIn();
  }

  /** Takes a new token for the session. */
  async refresh(): Promise<void> {
    const { status, body } = await this.send('POST', '/auth/refresh');
    if (status === 200) this.token = body as string;
  }

  /** Logs out, and in again. */
  async replace(): Promise<void> {
    await this.send('POST', '/auth/logout');
    await this.logIn();
  }

  /** Sends a request of the session. */
  send(method: string, path: string, json?: unknown): Promise<Answer> {
    return this.api.send(method, `${V1}${path}`, { token: this.token, json });
  }

  private async logIn(): Promise<void> {
    const credentials = Buffer.from(`${this.email}:${PASSWORD}`).toString('base64');
    const headers = { authorization: `Basic ${credentials}` };
    const { status, body } = await this.api.send('POST', `${V1}/auth/login`, { headers });
    if (status !== 200) throw new Error(`a visitor cannot log in: ${status}`);
    this.token = body as string;
  }
}
