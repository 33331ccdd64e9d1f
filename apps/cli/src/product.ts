/** The name of the command: in its messages, in the path of its settings, and of its access tokens. */
export const COMMAND = 'seam-todo';
