const ROOM = /^glue\/src\/([^/]+)\//;

/** The room of glue to which a file belongs; `undefined` of a file of a library. */
export function roomOf(path) {
  return ROOM.exec(path)?.[1];
}

/**
 * Which files each package has: every file is in one package only. A kernel brings along the rooms of
 * glue that the base lacks; a room that two kernels need is in the base.
 *
 * @param compiled libraries with all files that they reach, the base first
 */
export function planOf([base, ...kernels]) {
  const files = new Map(base.files);
  for (const kernel of kernels) {
    for (const [path, text] of kernel.files) {
      const isShared = kernels.some((other) => other !== kernel && other.files.has(path));
      if (isShared) files.set(path, text);
    }
  }
  const own = kernels.map((kernel) => ({
    ...kernel,
    files: new Map([...kernel.files].filter(([path]) => !files.has(path))),
  }));
  return [{ ...base, files }, ...own].map((each) => ({
    ...each,
    rooms: roomsOf(each.files),
    base: base.name,
  }));
}

function roomsOf(files) {
  const rooms = [...files.keys()].map(roomOf).filter((room) => room !== undefined);
  return [...new Set(rooms)].sort();
}
