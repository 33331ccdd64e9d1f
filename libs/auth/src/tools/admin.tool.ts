import { StartError } from '#glue/errors';
import { defineTool, EXIT, type Terminal } from '#glue/tools';
import { Operator } from '../core/administration/operator.js';
import type { AdministeredUser } from '../core/ports/administration/administered-users.dal.js';
import { ACTIONS, type ActionName } from './admin-actions.js';
import { invite } from './invite.js';
import { listUsers } from './list-users.js';
import { printAudit } from './print-audit.js';

const USAGE =
  'list [<beginning of an email>], audit <email or public id>, invite <email>, or grant, revoke, disable, enable, end-sessions, ' +
  'reset-factors or delete <email or public id> [--force] [--yes]';

const HELP = `list           the administrators, or the first 100 users whose emails begin like this
audit          what was done to an account, as JSON lines, newest first; of operator: what is about no account
invite         prints a link to register, for this email, once and within 7 days
grant          makes a user an administrator, who has to log in again
revoke         makes an administrator a usual user, who has to log in again
disable        ends all sessions; nothing logs in until the user is enabled
enable         lets a disabled user log in again
end-sessions   logs a user out everywhere
reset-factors  removes the second factors of a user who has lost them, who is logged out and gets a mail
delete         deletes an account, in all contexts; --yes: without a question
--force        also if it is the last administrator`;

interface Arguments {
  values: { force: boolean; yes: boolean };
  positionals: string[];
}

/** A command line. */
interface Request {
  action: 'list' | 'audit' | 'invite' | ActionName;
  /** An email, or a public id; with `list`, how emails begin; with `audit`, also `operator`. */
  name: string | undefined;
  force: boolean;
  yes: boolean;
}

/**
 * `npm run admin`: makes the first administrator, and does what administrators do. Errors name no user:
 * the process that has an embedded database open logs them.
 */
export const adminTool = defineTool({
  name: 'admin',
  usage: USAGE,
  help: HELP,
  options: {
    force: { type: 'boolean', default: false },
    yes: { type: 'boolean', default: false },
  },
  allowPositionals: true,
  accepts: (args) => requestOf(args) !== undefined,
  needsData: (args) => requestOf(args).action !== 'list',
  uses: Operator,
  run: (operator, args, terminal) => operate(operator, requestOf(args), terminal),
});

/** @throws StartError with the usage */
function requestOf({ values: { force, yes }, positionals }: Arguments): Request {
  const [action = '', name, ...more] = positionals;
  const isPlain = !force && !yes;
  const isNamed = ['audit', 'invite'].includes(action) && name !== undefined;
  const isRead = isPlain && (action === 'list' || isNamed);
  const isAction =
    Object.hasOwn(ACTIONS, action) && name !== undefined && (!yes || action === 'delete');
  if ((isRead || isAction) && more.length === 0) {
    return { action: action as Request['action'], name, force, yes };
  }
  throw new StartError(`usage: npm run admin -- ${USAGE}`);
}

async function operate(
  operator: Operator,
  { action, name, force, yes }: Request,
  terminal: Terminal,
): Promise<number> {
  if (action === 'list') return listUsers(operator, name, terminal);
  if (action === 'audit') return printAudit(operator, name!, terminal);
  if (action === 'invite') return invite(operator, name!, terminal);
  const user = await operator.find(name!);
  if (action === 'delete' && !yes && !(await isConfirmed(user, terminal))) {
    await terminal.print('Nothing was changed. Add --yes to delete the account.');
    return EXIT.needsDecision;
  }
  const { run, done } = ACTIONS[action];
  await run(operator, user, force);
  await terminal.print(`${user.email} (${user.uniqueId}): ${done}.`);
  return EXIT.done;
}

async function isConfirmed({ email }: AdministeredUser, terminal: Terminal): Promise<boolean> {
  const answer = await terminal.ask(`Delete the account of ${email}? Type yes: `);
  return answer?.trim() === 'yes';
}
