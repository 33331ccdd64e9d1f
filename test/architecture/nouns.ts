/** The nouns of contexts. As whole words, also within `camelCase` and `snake_case`. */
const NOUNS = [
  ...['auth', 'session', 'token', 'cookie', 'login', 'logout', 'password', 'credential'],
  ...['user', 'account', 'email', 'e-mail', 'to-?do', 'item', 'title', 'task', 'membership'],
];
const NOUN = new RegExp(`(?<![a-z])(?:${NOUNS.join('|')})s?(?![a-z])`, 'gi');

/** The nouns of contexts in a text, each once, in lower case. */
export function nounsIn(text: string): string[] {
  const words = text.replace(/ToDo|toDo/g, 'to-do').replace(/([a-z0-9])([A-Z])/g, '$1 $2');
  return [...new Set(words.match(NOUN)?.map((noun) => noun.toLowerCase()))];
}
