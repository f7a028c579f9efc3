/** Three-valued logic: `undefined` is "cannot be known". Plain booleans keep the hot path free of objects. */
export type Truth = boolean | undefined;

export const not = (one: Truth): Truth => (one === undefined ? undefined : !one);

export const and = (one: Truth, other: Truth): Truth => (one === false || other === false ? false : one && other);

export const or = (one: Truth, other: Truth): Truth => (one === false || other === true ? other : one);

/** Does the test hold for all items? What comes after the first that fails is not tested. */
export function all<T>(items: readonly T[], test: (item: T) => Truth): Truth {
  let result: Truth = true;
  for (const item of items) {
    const one = test(item);
    if (one === false) return false;
    if (one === undefined) result = undefined;
  }
  return result;
}

/** Does the test hold for any item? What comes after the first that passes is not tested. */
export function any<T>(items: readonly T[], test: (item: T) => Truth): Truth {
  let result: Truth = false;
  for (const item of items) {
    const one = test(item);
    if (one === true) return true;
    if (one === undefined) result = undefined;
  }
  return result;
}
