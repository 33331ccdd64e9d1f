/** What auth stores of commands about users: of those that it was sent, and those that it sends. */
export abstract class CommandsAbout {
  /**
   * Erases what is stored about someone, such as `user:42`, in the open transaction. Commands that wait
   * are not sent.
   */
  abstract forget(subject: string): Promise<void>;
}
