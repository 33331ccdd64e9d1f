import type { Operator } from '../core/administration/operator.js';
import type { AdministeredUser } from '../core/ports/administration/administered-users.dal.js';

interface Action {
  run(operator: Operator, user: AdministeredUser, isForced: boolean): Promise<void>;
  /** What is so afterwards. */
  done: string;
}

/** What an operator does to a user, by the words of the command line. */
export const ACTIONS = {
  grant: {
    run: (operator, user) => operator.grant(user),
    done: 'is an administrator',
  },
  revoke: {
    run: (operator, user, isForced) => operator.revoke(user, isForced),
    done: 'is no administrator',
  },
  disable: {
    run: (operator, user, isForced) => operator.disable(user, isForced),
    done: 'is disabled',
  },
  enable: {
    run: (operator, user) => operator.enable(user),
    done: 'is enabled',
  },
  'end-sessions': {
    run: (operator, user) => operator.endSessions(user),
    done: 'is logged out everywhere',
  },
  'reset-factors': {
    run: (operator, user) => operator.resetFactors(user),
    done: 'has no second factor, and is logged out everywhere',
  },
  delete: {
    run: (operator, user, isForced) => operator.delete(user, isForced),
    done: 'is deleted',
  },
} satisfies Record<string, Action>;

export type ActionName = keyof typeof ACTIONS;
