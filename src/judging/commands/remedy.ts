/** What mends an answer of a layer other than by a change of its policies. */
import type { Reading } from '../../evidence/define';
import type { Facts } from '../../request/coded';
import type { BoundAuthorization, BoundRequest } from '../../request/types';
import type { InfrastructureResource } from '../infrastructure/resource';
import type { AwsCommand } from './aws-command';

export interface Remedy<R extends string = string> {
  /** What is to be done, and by whom. `{key}` stands for the fact of that name. */
  readonly text: string;
  /** What it does besides. */
  readonly safety?: string;
  /**
   * The calls, in their order. Empty: they are none of AWS's, or what they need was not read; `undefined`: for this
   * request it is no remedy.
   */
  readonly commands: (told: Told<R>) => readonly AwsCommand[] | undefined;
  /** The same as code; absent: nobody keeps it in code. */
  readonly resources?: (told: Told<R>) => readonly InfrastructureResource[];
}

/** What the layer found, and for whom. */
export interface Told<R extends string = string> {
  /** Those of the fix and of the note. */
  readonly facts: Facts;
  readonly request: BoundRequest;
  readonly authorization: BoundAuthorization;
  /** By the names under which the card declares its reads. */
  readonly readings: Readonly<Record<R, Reading<unknown>>>;
}

/** By the code of a note or an unknown, or by the setting. Several: any one of them does it, the safest first. */
export type Remedies<R extends string = string> = Readonly<Partial<Record<string, readonly Remedy<R>[]>>>;
