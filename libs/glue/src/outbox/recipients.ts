/** Whether commands reach each context that another one only sends commands to, by its name. */
export type Recipients = Readonly<Record<string, boolean>>;

/** The name under which Nest provides the {@link Recipients} of a context. */
export function recipientsOf(context: string): string {
  return `${context}_outbox_recipients`;
}
