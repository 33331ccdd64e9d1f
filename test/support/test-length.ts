/** The parameters of a long test: the short form, or the full counts with `TEST_LENGTH=long`. */
export function testLength<T>({ short, long }: { short: T; long: T }): T {
  return process.env['TEST_LENGTH'] === 'long' ? long : short;
}
