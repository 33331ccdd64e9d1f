/** How often, or how long, a fault test does what it does: `FAULT_LENGTH=long` asks for the long form. */
export function faultRounds({ short, long }: { short: number; long: number }): number {
  return process.env['FAULT_LENGTH'] === 'long' ? long : short;
}
