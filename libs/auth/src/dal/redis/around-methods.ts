type Around = (call: () => Promise<unknown>) => Promise<unknown>;

type Method = (...args: unknown[]) => Promise<unknown>;

/**
 * The same object, with `around` wrapped around each of its methods, which must be asynchronous.
 * For what all methods of an interface need, such as converting a library's errors.
 */
export function aroundMethods<T extends object>(object: T, around: Around): T {
  const wrapped = new Map<Method, Method>();
  const wrap = (method: Method): Method => {
    const made: Method = (...args) => around(() => method.apply(object, args));
    wrapped.set(method, made);
    return made;
  };
  return new Proxy(object, {
    get(target, property, receiver) {
      const member: unknown = Reflect.get(target, property, receiver);
      if (typeof member !== 'function') return member;
      return wrapped.get(member as Method) ?? wrap(member as Method);
    },
  });
}
