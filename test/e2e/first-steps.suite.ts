import { basic, send } from '../support/client.js';
import type { System } from '../support/topology.js';

/** The examples of docs/getting-started.md, literally: they must run first, on an empty store. */
export function describeFirstSteps(system: System): void {
  it('registers, logs in and creates the first item, answered exactly', async () => {
    const { authUrl, todoUrl } = system();
    const created = await send('POST', `${authUrl}/api/v1/users/create`, {
      json: { email: 'test@gmail.com', password: 'password' },
    });
    expect(created).toMatchObject({ status: 201, text: '' });

    const login = await send<string>('GET', `${authUrl}/api/v1/auth/login`, {
      headers: { authorization: basic('test@gmail.com', 'password') },
    });
    expect(login.status).toBe(200);

    const item = await send('POST', `${todoUrl}/api/v1/create`, {
      token: login.body,
      json: { title: 'code', status: 'PENDING' },
    });
    expect(item).toMatchObject({
      status: 201,
      text: '{"pending":[{"id":1,"title":"code","status":"PENDING"}],"done":[]}',
    });

    const user = await send('GET', `${authUrl}/api/v1/users/get`, { token: login.body });
    expect(user.body).toEqual({
      id: 1,
      email: 'test@gmail.com',
      unique_id: expect.any(String) as string,
    });
  });
}
