import { MarkedClient } from '../../privacy/marked-client.js';
import { MarkedFactors } from '../../privacy/marked-factors.js';
import { PASSWORD } from '../../support/person.js';
import type { Walk } from './walk.js';

/** A person has an app, a passkey and recovery codes. */
export function describeFactors(walk: () => Walk): void {
  it('logs in by an app, a passkey, a recovery code, and the passkey alone', async () => {
    const { people, system, mails } = walk();
    const user = await people.newUser();
    const { email } = user;
    const client = new MarkedClient(system, mails);
    client.token = user.token;
    const { body: account } = await client.ask<{ unique_id: string }>('GET', 'v2/account');
    const factors = new MarkedFactors(client);
    await factors.setUp();
    await walk().told(email, 'Your second factor');
    expect((await people.logIn(email)).body.code).toBe('second_factor_required');
    const tokens = [
      await factors.logInByApp(email, PASSWORD),
      await factors.logInByPasskey(email, PASSWORD),
      await factors.logInByCode(email, PASSWORD),
      await factors.logInAlone(account.unique_id),
    ];
    for (const token of tokens) expect(await walk().statusesOf(token)).toEqual([200, 200, 200]);
    const { body } = await client.ask('GET', 'v2/account/factors');
    expect(body).toEqual({ password: true, totp: true, passkeys: 1, recovery_codes: 9 });
  });
}
