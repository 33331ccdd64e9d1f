/** The error of a start: a context stores a secret, and has nothing to seal it with. */
export function withoutSealer(context: string, call: string): Error {
  return new Error(
    `${call} has secret fields, and ${context} no sealer for what it stores of them. Add \`seals: true\` to ` +
      `the manifest of ${context}.`,
  );
}
