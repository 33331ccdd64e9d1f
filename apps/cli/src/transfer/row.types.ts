import type { Schema } from '#client';

/** What a file has of an item: all that a new item may have, and the name of its list. */
export interface ItemFields {
  title: string;
  status: 'PENDING' | 'DONE';
  notes: string;
  priority: number;
  due: Schema<'Due'> | null;
  /** Whether there is a mail at the due time. */
  remind: boolean;
  repeat: string | null;
  labels: string[];
  /** null is the default list. */
  list: string | null;
}

/** An item of a file. */
export interface Row {
  /** Where it is: `line 7` of CSV, `item 7` of JSON. */
  place: string;
  item: ItemFields;
}

/** A part of a file that cannot be understood, or that the server refuses. */
export interface Refusal {
  place: string;
  message: string;
}

/** All of a file. */
export interface Rows {
  rows: Row[];
  invalid: Refusal[];
}

/** What a row has that cannot be understood. */
export class RowError extends Error {}
