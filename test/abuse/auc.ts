/**
 * The probability that a value of `some` is larger than one of `others`; ties count half. 0.5 means that
 * nothing distinguishes the two (the area under the ROC curve, by the rank sum of Mann and
 * Whitney).
 */
export function auc(some: readonly number[], others: readonly number[]): number {
  const sorted = [...others].sort((a, b) => a - b);
  const below = some.map((value) => (countBelow(sorted, value) + countUpTo(sorted, value)) / 2);
  const sum = below.reduce((total, count) => total + count, 0);
  return sum / (some.length * others.length);
}

function countBelow(sorted: readonly number[], value: number): number {
  return search(sorted, (each) => each < value);
}

function countUpTo(sorted: readonly number[], value: number): number {
  return search(sorted, (each) => each <= value);
}

/** How many values at the start fulfil the condition. */
function search(sorted: readonly number[], isBefore: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(sorted[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}
