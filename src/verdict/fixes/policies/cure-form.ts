/** What becomes of a layer's policies so that it no longer blocks, and how much is given up for it. */
import type { AllowExtent } from '../statements/allow';
import type { NearMiss } from '../statements/near-miss';
import type { StatementJson } from '../statements/statement-json';
import type { Extent, PolicyChange } from '../types';
import type { Widening } from './wider-resources';

/** How much is given up: of Denies that hit the request, and of the conditions of Allows that almost let it pass. */
export interface CureForm {
  readonly deny: Extent;
  readonly allow: AllowExtent;
  /** A Deny is given up for a whole pattern of resources, also where one of them could be spared. */
  readonly keepsPatterns?: true;
  /** Absent: a new Allow is for the request's own resource. */
  readonly wider?: Widening;
}

export interface Cure {
  readonly changes: readonly PolicyChange[];
  /** For each new Allow. */
  readonly allows: readonly {
    readonly place: number;
    readonly near?: NearMiss;
    /** As its Resource says it. */
    readonly resource: string;
    readonly pinned: readonly string[];
    readonly widened: readonly string[];
  }[];
  /** The Denies that gave something up, as they were. */
  readonly denies: readonly {
    readonly place: number;
    readonly statement: StatementJson;
    readonly variables: boolean;
  }[];
  /** By authorization: the resource as the policies see it. Through an access point a bucket policy sees the object itself. */
  readonly seen: ReadonlyMap<number, string>;
}
