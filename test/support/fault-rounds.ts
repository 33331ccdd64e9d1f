/** How often, or how long, a fault test does what it does: `FAULT_LENGTH=long` asks for the long form. */
export function faultRounds<T>({ short, long }: { short: T; long: T }): T {
  return process.env['FAULT_LENGTH'] === 'long' ? long : short;
}
