/** What a writer may send and a reader does not accept. */
export interface Difference {
  /** The field, such as `input.after.id`, or `output[]` of the elements of a list. */
  path: string;
  what: string;
}
