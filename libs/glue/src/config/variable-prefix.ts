/** The first part of the variables of a context: `BILLING` of `billing`. */
export function variablePrefix(context: string): string {
  return context.toUpperCase().replaceAll('-', '_');
}
