/** All contexts of this project, by their names. A process loads those only that run in it. */
export const contexts = {
  auth: async () => (await import('#auth')).authContext,
  todo: async () => (await import('#todo')).todoContext,
};
