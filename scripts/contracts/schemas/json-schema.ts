/** A JSON Schema (draft 2020-12) as zod writes it. */
export interface JsonSchema {
  [keyword: string]: unknown;
}

/** What JSON Schema cannot express: the names of checks that are code, such as `refine`. */
export const CODE = 'x-checked-in-code';
