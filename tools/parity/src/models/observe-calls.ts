/** Methods by name, as a class's prototype has them. */
type Methods<Name extends string> = Record<Name, (...given: never[]) => unknown>;

/**
 * Calls `watch` with the arguments and the result of every call of a method while `work` runs.
 *
 * @param prototype of the class whose objects are watched
 */
export function observeCalls<Name extends string, Class extends Methods<Name>>(
  prototype: Class,
  name: Name,
  watch: (self: Class, given: Parameters<Class[Name]>, result: ReturnType<Class[Name]>) => void,
  work: () => void,
): void {
  const original = prototype[name];
  const replacement = function (this: Class, ...given: Parameters<Class[Name]>) {
    const result = original.apply(this, given as never[]) as ReturnType<Class[Name]>;
    watch(this, given, result);
    return result;
  };
  Object.assign(prototype, { [name]: replacement });
  try {
    work();
  } finally {
    Object.assign(prototype, { [name]: original });
  }
}
