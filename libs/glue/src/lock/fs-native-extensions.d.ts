/** The part of fs-native-extensions that this room uses; the package ships no types. */
declare module 'fs-native-extensions' {
  /** Takes an exclusive advisory lock on an open file; false while another descriptor holds it. */
  export function tryLock(fd: number): boolean;
}
