/** What auth stores of commands about users. */
export abstract class CommandsAbout {
  /** Erases what is stored about someone, such as `user:42`, in the open transaction. */
  abstract forget(subject: string): Promise<number>;
}
