import { CALLS, DECLARATION, METHOD, SPEC } from './new-call.js';
import { WholeCopy } from './whole-copy.js';

const LIMIT_MS = 600_000;
const CONTRACT = 'libs/auth-kernel/src/auth.contract.ts';
const SERVICE = 'libs/auth/src/core/users/users.service.ts';

/** A call costs two edits: its declaration, and the method that implements it. */
describe('a new call of a contract', () => {
  let copy: WholeCopy;
  beforeAll(async () => {
    copy = await WholeCopy.make();
    await copy.git('init', '--quiet');
    await copy.git('add', '--all');
    await copy.git('commit', '--quiet', '--message', 'before');
    await copy.insert(CONTRACT, /\n {2}\},\n {2}events: \{/, DECLARATION);
  }, LIMIT_MS);
  afterAll(() => copy.dispose());
  const compile = () => copy.node('node_modules/typescript-7/bin/tsc', '--noEmit');

  it(
    'does not compile without its method, and the message names it',
    () => expect(compile()).rejects.toThrow(MISSING),
    LIMIT_MS,
  );

  it(
    'compiles with it',
    async () => {
      await copy.insert(SERVICE, /\n\}\n\nfunction found/, METHOD);
      await copy.plant(CALLS);
      await compile();
    },
    LIMIT_MS,
  );

  it('is called in process and over HTTP', () => copy.jest(SPEC), LIMIT_MS);

  it('has changed two files', async () => {
    const status = await copy.git('status', '--porcelain');
    expect(status.trimEnd().split('\n')).toEqual([` M ${CONTRACT}`, ` M ${SERVICE}`, `?? ${SPEC}`]);
  });
});

const MISSING = /users\.service\.ts.*\n?.*Property 'emailOf' is missing in type 'UsersService'/;
