import type { z } from 'zod';

/** Reports an invalid variable: its name, the error and the fix. */
export type ReportError = (variable: string, message: string) => void;

/**
 * The variables that one part of the system reads. Each context declares its
 * own part; an app reads the parts of what it is composed of.
 */
export interface ConfigPart<Shape extends z.ZodRawShape = z.ZodRawShape> {
  /** Variable name → schema of its text; `undefined` stands for unset or empty. */
  shape: Shape;
  /**
   * Rules that concern several variables. Sees those that are valid so far, also
   * of other parts.
   */
  check?(config: Record<string, unknown>, report: ReportError): void;
}

/** The values of a part after reading it. */
export type ConfigOf<Part> =
  Part extends ConfigPart<infer Shape> ? { [Name in keyof Shape]: z.output<Shape[Name]> } : never;
