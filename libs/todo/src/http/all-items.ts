/** A user's items, each list as a JSON array. */
interface AllItems {
  pending: string;
  done: string;
}

/** Of an answer whose body is JSON text already. */
export const JSON_TYPE = 'application/json; charset=utf-8';

/** The body of an answer with all items of a user. */
export function toBody({ pending, done }: AllItems): string {
  return `{"pending":${pending},"done":${done}}`;
}
