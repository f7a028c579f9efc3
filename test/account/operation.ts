/** One call of AWS, as described accounts answer it. What else tests must know of the call stands beside the answer. */
import type { WireAnswer, WireCall } from '../../src/evidence/place';

/** A call that reached a described awsAccounts; `W` is the part of the awsAccounts that its service looks at. */
export interface Asked<W> {
  readonly awsAccounts: W;
  /** The account that is asked; of STS the own one. */
  readonly account: string;
  readonly region: string;
  readonly input: WireCall['input'];
}

export interface Operation<W> {
  readonly answer: (asked: Asked<W>) => WireAnswer;
  /** The IAM action that the call needs. @default the operation's own name */
  readonly action?: string | ((input: WireCall['input']) => string);
  /** Where a call answers in pages: one without an item, and a token for more. */
  readonly emptyPage?: WireAnswer;
}

/** By the operation's name, as the SDK spells it. */
export type Operations<W> = Readonly<Record<string, Operation<W>>>;

/** A version of an object takes another right than the object itself. */
export const ofVersion =
  (object: string, version: string) =>
  ({ VersionId }: WireCall['input']): string =>
    VersionId === undefined ? object : version;
