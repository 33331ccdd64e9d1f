/** All contexts of this project by name. A process loads only its own. */
export const contexts = {
  auth: async () => (await import('#auth')).authContext,
  todo: async () => (await import('#todo')).todoContext,
  mail: async () => (await import('#mail')).mailContext,
};
