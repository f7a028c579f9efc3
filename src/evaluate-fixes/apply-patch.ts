/** A scenario with operations in place; it is not changed in place. */
import type { Operation } from './patch';

export function patched(document: unknown, operations: readonly Operation[]): unknown {
  return operations.reduce<unknown>((before, operation) => {
    const steps = operation.path.split('/').slice(1).map(unescaped);
    return within(before, steps, operation);
  }, document);
}

const unescaped = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~');

function within(value: unknown, [step = '', ...rest]: readonly string[], operation: Operation): unknown {
  if (rest.length === 0)
    return Array.isArray(value) ? inList(value, step, operation) : inObject(value, step, operation);
  if (Array.isArray(value)) {
    return value.map((item: unknown, at) => (at === Number(step) ? within(item, rest, operation) : item));
  }
  const object = value as Readonly<Record<string, unknown>>;
  return { ...object, [step]: within(object[step], rest, operation) };
}

function inList(list: readonly unknown[], step: string, operation: Operation): readonly unknown[] {
  const at = step === '-' ? list.length : Number(step);
  if (operation.op === 'remove') return list.toSpliced(at, 1);
  return list.toSpliced(at, operation.op === 'add' ? 0 : 1, operation.value);
}

function inObject(value: unknown, step: string, operation: Operation): unknown {
  const { [step]: _before, ...others } = value as Readonly<Record<string, unknown>>;
  return operation.op === 'remove' ? others : { ...(value as object), [step]: operation.value };
}
