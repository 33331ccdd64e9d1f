import type { WholeCopy } from '../contexts/whole-copy.js';

const CONTRACT = 'libs/auth-kernel/src/auth.contract.ts';
const USERS_DAL = 'libs/auth/src/dal/typeorm/typeorm-users.dal.ts';
const USERS_PORT = 'libs/auth/src/core/ports/users.dal.ts';
const USERS_SERVICE = 'libs/auth/src/core/users/users.service.ts';
const TODO_USERS = 'libs/todo/src/core/todo-users.ts';
const MEMBERSHIPS = 'libs/todo/src/core/sharing/sharing.service.ts';
const ROUTES = 'libs/todo/src/http/memberships.controller.ts';
const WIRE = 'libs/seam/src/contract/wire.ts';

/** A file, a text in it, and what replaces it. */
type Edit = readonly [file: string, text: string, replacement: string];

/** The header that todo of the next version sends. */
export const HEADER = 'x-oldest-account';

/** An optional field of an output, which todo uses and does without. */
const REGISTERED_AT: Edit[] = [
  [
    CONTRACT,
    'uniqueId: z.string().min(1) });',
    'uniqueId: z.string().min(1), registeredAt: z.iso.datetime().optional() });',
  ],
  [
    USERS_PORT,
    '  passwordHash: string | null;',
    '  passwordHash: string | null;\n  registeredAt?: Date;',
  ],
  [
    USERS_DAL,
    'disabled_at AS "disabledAt" FROM',
    'disabled_at AS "disabledAt", created_at AS "registeredAt" FROM',
  ],
  [
    USERS_SERVICE,
    'toUser({ id, email, uniqueId }: StoredUser): User {',
    'toUser({ id, email, uniqueId, registeredAt }: StoredUser): User {',
  ],
  [
    USERS_SERVICE,
    '  return { id, email, uniqueId };',
    '  return { id, email, uniqueId, registeredAt: registeredAt?.toISOString() };',
  ],
  [MEMBERSHIPS, '  email: string;\n', '  email: string;\n  registeredAt?: string | undefined;\n'],
  [
    MEMBERSHIPS,
    'const email = users.get(userId)?.email;',
    'const { email, registeredAt } = users.get(userId) ?? {};',
  ],
  [MEMBERSHIPS, '[{ userId, email, role }]', '[{ userId, email, role, registeredAt }]'],
  [
    ROUTES,
    'idParameters>,\n  ): Promise<ItemUsersAnswer> {\n    return (await this.sharing.listUsers(caller, id)).map(memberAnswerOf);',
    `idParameters>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ItemUsersAnswer> {
    const users = await this.sharing.listUsers(caller, id);
    const [oldest = 'unknown'] = users.map(({ registeredAt }) => registeredAt).sort();
    reply.header('${HEADER}', oldest);
    return users.map(memberAnswerOf);`,
  ],
];

/** An optional field of an event, and a type of event that only the next todo follows. */
const EVENTS: Edit[] = [
  [
    CONTRACT,
    "    'user.registered': userRef,",
    "    'user.registered': userRef.extend({ by: z.string().optional() }),\n    'user.greeted': userRef,",
  ],
  [
    USERS_DAL,
    "      publish(manager, authContract.events['user.registered'], { userId: created.id, uniqueId });",
    `      const user = { userId: created.id, uniqueId };
      publish(manager, authContract.events['user.registered'], { ...user, by: 'the page' });
      publish(manager, authContract.events['user.greeted'], user);`,
  ],
  [TODO_USERS, '{ users }', '{ authContract, users }'],
  [TODO_USERS, '{ references }', '{ On, references }'],
  [
    TODO_USERS,
    'checks: ItemChecks }) {',
    `checks: ItemChecks }) {
  @On(authContract, 'user.greeted', { startsAt: 'beginning' })
  async greet(): Promise<void> {}
`,
  ],
];

const MIGRATIONS = {
  auth: [
    "ALTER TABLE auth.users ADD COLUMN colour text DEFAULT 'none'",
    'ALTER TABLE auth.users DROP COLUMN colour',
  ],
  todo: [
    "ALTER TABLE todo.to_do_items ADD COLUMN colour text DEFAULT 'none'",
    'ALTER TABLE todo.to_do_items DROP COLUMN colour',
  ],
} as const;

const SUITE = `
import { Person } from '../support/person.js';
import type { System } from '../support/topology.js';

export function describeNext(system: System): void {
  it('says since when the oldest account has existed, or that it is unknown', async () => {
    const person = await Person.arrive(system());
    const { headers } = await person.usersOf(await person.createItem('code'));
    expect(headers.get('${HEADER}')).toMatch(/^(?:unknown|20..-..-..T.*Z)$/);
  });
}
`;

/**
 * Plants a next version: an optional field of an output, which todo uses where auth has it, and one of
 * an event; a type of event that only the next todo follows; a migration in each context; and a test.
 */
export async function plantNext(copy: WholeCopy): Promise<void> {
  await plant(copy, [...REGISTERED_AT, ...EVENTS]);
  for (const [context, [up, down]] of Object.entries(MIGRATIONS)) {
    await copy.plant({ [`migrations/${context}/1900000000000-next.ts`]: migration(up, down) });
    await plant(copy, [
      [`migrations/${context}/index.ts`, '\n];', '\n  Next1900000000000,\n];'],
      [
        `migrations/${context}/index.ts`,
        'import',
        "import { Next1900000000000 } from './1900000000000-next.js';\nimport",
      ],
    ]);
  }
  await copy.plant({ 'test/e2e/next.suite.ts': SUITE });
  await plant(copy, [
    ['test/e2e/index.ts', 'import', "import { describeNext } from './next.suite.js';\nimport"],
    [
      'test/e2e/index.ts',
      "  describe('users'",
      "  describe('next', () => describeNext(current));\n  describe('users'",
    ],
  ]);
  await copy.npm('contracts');
}

/** A change that is not compatible. */
interface Break {
  edits: readonly Edit[];
  /** What todo logs if it runs beside the other version all the same. */
  line?: RegExp;
}

/**
 * Changes that break callers, in one order of deployment or in both. No input of auth has a limit that
 * its callers use: compare.spec has those of limits.
 */
export const BREAKS: Record<string, Break> = {
  'another version of the routes between processes': {
    edits: [[WIRE, "WIRE_VERSION = 'v1'", "WIRE_VERSION = 'v2'"]],
    line: /auth has version v\d of the routes between processes, and this process v\d/,
  },
};

/** Plants one of the {@link BREAKS}, and writes the snapshots. */
export async function plantBreak(copy: WholeCopy, edits: readonly Edit[]): Promise<void> {
  await plant(copy, edits);
  await copy.npm('contracts');
}

/** @throws Error if a text is not there: the project has changed, and this file must too */
async function plant(copy: WholeCopy, edits: readonly Edit[]): Promise<void> {
  for (const [file, from, to] of edits) {
    await copy.edit(file, (text) => {
      if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
      return text.replace(from, () => to);
    });
  }
}

function migration(up: string, down: string): string {
  return `
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Next1900000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(${JSON.stringify(up)});
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(${JSON.stringify(down)});
  }
}
`;
}
