import type { User } from '#auth-kernel';
import { anyEmail, basic, send } from '../support/client.js';

const PASSWORD = 'password';

/** People who register at an auth, and leave it. */
export function peopleOf(authUrl: string) {
  const call = <Body>(method: string, path: string, token?: string, json?: unknown) =>
    send<Body>(method, `${authUrl}/api/v1/${path}`, { token, json });

  /** Registers a person, who logs in. */
  const arrive = async () => {
    const email = anyEmail();
    await call('POST', 'users/create', undefined, { email, password: PASSWORD });
    const { body: token } = await send<string>('POST', `${authUrl}/api/v1/auth/login`, {
      headers: { authorization: basic(email, PASSWORD) },
    });
    const { body } = await call<{ id: number; unique_id: string }>('GET', 'users/get', token);
    const user: User = { id: body.id, email, uniqueId: body.unique_id };
    return { token, user };
  };

  /** Registers a person, who deletes the account. */
  const leave = async () => {
    const { token, user } = await arrive();
    await send('DELETE', `${authUrl}/api/v1/users/delete`, {
      token,
      headers: { authorization: basic(user.email, PASSWORD) },
    });
    return user;
  };
  return { call, arrive, leave };
}
