/** Files that keep the old name: they tell history, name the holder of the license, or hold data of 0.1. */
const KEPT = [
  /^docs\/decisions\//,
  /^test\/architecture\/decisions\.json$/,
  /^test\/upgrade\//,
  /^LICENSE$/,
];

/** Whether a file of the project keeps its text and its name. */
export function isKept(path) {
  return KEPT.some((pattern) => pattern.test(path));
}

/** Where the part of a text ends that a rename may change: released versions keep their changelog. */
export function endOfChange(path, text) {
  const released = path === 'CHANGELOG.md' ? text.search(/^## \[\d/m) : -1;
  return released < 0 ? text.length : released;
}
