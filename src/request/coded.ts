/** What is said is a code with facts; sentences are made of them in `report`. */
export type Facts = Readonly<Record<string, string>>;

export interface Coded<C extends string = string, F = Facts> {
  readonly code: C;
  readonly facts: Readonly<F>;
}
