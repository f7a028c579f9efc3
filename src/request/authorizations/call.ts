import type { Partition } from '../../names/partition';
import type { Thing } from '../record/resource-names';
import type { Authorization } from '../types';

/** A call as far as it decides what is asked. */
export interface Call {
  readonly eventName: string;
  readonly partition: Partition;
  readonly region: string;
  readonly thing: Thing;
  readonly parameters: Readonly<Record<string, string>>;
  /** Headers that `parameters` lacks may have been sent. */
  readonly headersNotRecorded?: true;
  readonly callerAccountId?: string;
  readonly byService?: true;
  /** The account that an S3 Control call names in its host. */
  readonly controlAccountId?: string;
  /** One of the buckets that the record lists. */
  readonly bucketOwners?: ReadonlyMap<string, string>;
  /** `additionalEventData.SSEApplied` */
  readonly sseApplied?: string;
}

/** An authorization whose context is still to be made. */
export type AskedAuthorization = Omit<Authorization, 'context'>;
