/** On what an action is asked, in the form of the path that the request took. */
import { defined } from '../../defined';
import type { Row } from './table';
import type { AskedAuthorization, Call } from './call';
import { accountInArn } from '../../names/arn';
import type { AuthorizationResource } from '../types';
import type { UnknownReason } from '../unknowns';

/** An authorization's resource, and whose it is. */
export type AskedResource = Pick<AskedAuthorization, 'resource' | 'bucketResource' | 'resourceAccountId'>;

/** What an action of this row is asked on. */
export function resourceOf(call: Call, { on }: Row): AskedResource {
  const { thing, partition, region } = call;
  switch (on) {
    case 'object':
      return objectResource(call);
    case 'bucket': {
      // A new bucket is the caller's own.
      const owner = thing.ownerAccountId ?? (call.eventName === 'CreateBucket' ? call.callerAccountId : undefined);
      if (thing.bucket === undefined && thing.accessPoint === undefined)
        return { ...namedOrNot(thing.named), ...ownedBy(accountInArn(thing.named) ?? call.controlAccountId) };
      const arn = thing.bucket === undefined ? undefined : `arn:${partition}:s3:::${thing.bucket}`;
      return { ...through(thing.accessPoint, thing.accessPoint, arn), ...ownedBy(owner) };
    }
    case 'access-point':
      return {
        resource: thing.accessPoint === undefined ? notTold('not-in-record') : { is: 'arn', arn: thing.accessPoint },
        ...ownedBy(accountInArn(thing.accessPoint) ?? call.controlAccountId ?? call.callerAccountId),
      };
    case 'grants-instance': {
      const account = call.controlAccountId ?? call.callerAccountId;
      return {
        resource:
          account === undefined
            ? notTold('not-in-record')
            : { is: 'arn', arn: `arn:${partition}:s3:${region}:${account}:access-grants/default` },
        ...ownedBy(account),
      };
    }
    case 'everything':
      return { resource: { is: 'arn', arn: '*' }, ...ownedBy(call.controlAccountId ?? call.callerAccountId) };
  }
}

/** A call may name by its ARN what is neither a bucket nor an access point. */
const namedOrNot = (arn: string | undefined): AskedResource => ({
  resource: arn === undefined ? notTold('not-in-record') : { is: 'arn', arn },
});

/** The object itself. */
export function objectResource({ thing, partition }: Call): AskedResource {
  const { bucket, key, accessPoint } = thing;
  const owner = ownedBy(thing.ownerAccountId);
  if (key === undefined) return { resource: notTold('not-in-record', bucket), ...owner };
  if (bucket === undefined && accessPoint === undefined) return { resource: notTold('not-in-record'), ...owner };
  const arn = bucket === undefined ? undefined : `arn:${partition}:s3:::${bucket}/${key}`;
  return { ...through(accessPoint, `${accessPoint}/object/${key}`, arn), ...owner };
}

/** Through an access point policies see its ARN; the bucket's own policy may name the bucket as well. */
function through(
  accessPoint: string | undefined,
  arn: string | undefined,
  bucketArn: string | undefined,
): AskedResource {
  if (accessPoint === undefined || arn === undefined) return { resource: { is: 'arn', arn: bucketArn ?? '*' } };
  return { resource: { is: 'arn', arn }, ...defined({ bucketResource: bucketArn }) };
}

/** An account, if it is known. */
export function ownedBy(accountId: string | undefined): { readonly resourceAccountId?: string } {
  return defined({ resourceAccountId: accountId });
}

/** The record does not name it. */
export function notTold(why: UnknownReason, bucket?: string): AuthorizationResource {
  return { is: 'not-told', why, ...defined({ bucket }) };
}
