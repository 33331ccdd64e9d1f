import { CONNECTIONS } from '../load/load-plan.js';
import type { Visitor } from '../tokens.js';
import { getAll } from '../workloads/requests.js';

/**
 * Reads the list of each of these users once, several at a time.
 *
 * @param onAnswer gets each response, whose text has been read
 * @throws Error for any response other than 200
 */
export async function readEach(
  url: string,
  visitors: readonly Visitor[],
  onAnswer: (visitor: Visitor, answer: Response) => void = () => undefined,
): Promise<void> {
  let next = 0;
  const readSome = async () => {
    while (next < visitors.length) {
      const visitor = visitors[next++]!;
      const { path, headers } = getAll(visitor);
      const answer = await fetch(url + path, { headers });
      await answer.text();
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
      onAnswer(visitor, answer);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, readSome));
}
