import type { z } from 'zod';

/** Reports an invalid variable: its name, the error and the fix. */
export type ReportError = (variable: string, message: string) => void;

/**
 * The variables of one part of the system. Each context declares its own part; an app reads the
 * parts of its contexts.
 */
export interface ConfigPart<Shape extends z.ZodRawShape = z.ZodRawShape> {
  /** Variable name → schema of its text; `undefined` stands for unset or empty. */
  shape: Shape;
  /** Rules across several variables. Gets the values that are valid so far, also of other parts. */
  check?(config: Record<string, unknown>, report: ReportError): void;
}

export type ConfigOf<Part> =
  Part extends ConfigPart<infer Shape> ? { [Name in keyof Shape]: z.output<Shape[Name]> } : never;
