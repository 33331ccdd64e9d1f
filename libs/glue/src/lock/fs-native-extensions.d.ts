declare module 'fs-native-extensions' {
  /** Takes an advisory lock on an open file, exclusive or shared; false while others prevent it. */
  export function tryLock(fd: number, options?: { shared: boolean }): boolean;
}
