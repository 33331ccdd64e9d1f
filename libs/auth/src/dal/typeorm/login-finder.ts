import { Batcher } from '#glue/batch';
import type { StatementRunner } from '#glue/db';
import type { LoginUser } from '../../core/ports/users.dal.js';
import { FIND_FOR_LOGIN } from './login.statements.js';

/** An email that may log in, and the client's address. */
interface Question {
  email: string;
  address: string;
}

/** Finds users who log in, several by one statement. */
export class LoginFinder {
  private readonly batcher: Batcher<Question, LoginUser | undefined>;

  constructor(private readonly statements: StatementRunner) {
    this.batcher = new Batcher((questions) => this.findAll(questions), statements.sharing);
  }

  /** PostgreSQL's text cannot contain NUL, so no stored user has one. */
  async find(email: string, address: string): Promise<LoginUser | undefined> {
    return email.includes('\0') ? undefined : this.batcher.load({ email, address });
  }

  private async findAll(questions: readonly Question[]): Promise<(LoginUser | undefined)[]> {
    const emails = questions.map(({ email }) => email);
    const addresses = questions.map(({ address }) => address);
    const rows = await this.statements.run(FIND_FOR_LOGIN, [emails, addresses]);
    const users = questions.map((): LoginUser | undefined => undefined);
    for (const { n, ...user } of rows) users[n - 1] = user;
    return users;
  }
}
