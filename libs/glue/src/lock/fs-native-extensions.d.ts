/** The part of fs-native-extensions that this room uses; the package ships no types. */
declare module 'fs-native-extensions' {
  /** Takes an advisory lock on an open file, exclusive or shared; false while others prevent it. */
  export function tryLock(fd: number, options?: { shared: boolean }): boolean;
}
