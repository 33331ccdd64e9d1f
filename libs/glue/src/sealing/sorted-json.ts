/** A value as JSON; equal for equal values, whatever the order of their fields. Empty for `undefined`. */
export function sortedJson(value: unknown): string {
  const json = JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  ) as string | undefined;
  return json ?? '';
}
