/** Collects a context: what is known, and what cannot be known; all else is absent. */
import type { RequestContext } from '../types';
import type { UnknownReason } from '../unknowns';

type Value = string | readonly string[];

export class ContextEntries {
  readonly #known: Record<string, Value> = {};
  readonly #unknown: RequestContext['unknown'][number][] = [];

  /** `undefined`: absent. */
  set(key: string, value: Value | undefined): this {
    if (value !== undefined) this.#known[key] = value;
    return this;
  }

  /** Absent although a pattern of unknown keys would match it. */
  absent(key: string): this {
    this.#known[key] = [];
    return this;
  }

  unknown(why: UnknownReason, ...keys: readonly string[]): this {
    this.#unknown.push(...keys.map((key) => ({ key, why })));
    return this;
  }

  /** It has several values, and this is one of them. */
  including(key: string, value: string, why: UnknownReason): this {
    this.#unknown.push({ key, why, including: value });
    return this;
  }

  /** Known if there is a value, otherwise unknown. */
  setOrUnknown(key: string, value: Value | undefined, why: UnknownReason): this {
    return value === undefined ? this.unknown(why, key) : this.set(key, value);
  }

  done(): RequestContext {
    return { known: this.#known, unknown: this.#unknown };
  }
}
