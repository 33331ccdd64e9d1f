import { createDatabase, execute, type TestDatabase } from '../support/postgres.js';

const CONTEXT = 'todo';

/** Two databases, each with a role that may use its own schema only. */
export interface Places {
  urls: [string, string];
  databases: [TestDatabase, TestDatabase];
  remove(): Promise<void>;
}

export async function openPlaces(): Promise<Places> {
  const databases: [TestDatabase, TestDatabase] = [await createDatabase(), await createDatabase()];
  const [first, second] = databases;
  return {
    databases,
    urls: [await first.createRole(CONTEXT), await second.createRole(CONTEXT)],
    remove: async () => void (await Promise.all(databases.map((each) => each.drop()))),
  };
}

/** The state of the last move at an address. */
export async function stateAt(url: string): Promise<string> {
  const { rows } = await execute(url, 'SELECT state FROM todo.move_state');
  return (rows as { state: string }[])[0]!.state;
}
