/** Whether AWS would have answered as it did, had this cause denied. */
import { defined } from '../../defined';
import { accessPointIn } from '../../names/access-point';
import { deniedBy } from '../../request/error-codes';
import type { BoundAuthorization, RequestFacts } from '../../request/types';
import { namesLayer } from './said-by-aws';
import type { AnyLayer } from '../../layers/define';
import type { UngradedCause } from './causes';
import type { Decide } from '../../decision/decide';
import type { DecisionValue } from '../../decision/types';
import type { Investigated } from '../investigated';
import { sharedWords } from '../../judging/words';

/** A disabled key, an archived object and, for who may list the bucket, a missing one are answered with other errors. */
export function isAnsweredOtherwise(
  cause: UngradedCause,
  card: AnyLayer,
  investigated: Investigated,
  decide: Decide,
): boolean {
  const { notes = [], block } = cause;
  const { answeredWith = {} } = card;
  const { request, observed = true } = investigated;
  if (!observed) return false;
  if (isNotRecordedSo(cause, card, request)) return true;
  const answered = deniedBy(request.errorCode)?.class;
  return notes.some((note) => {
    if (Object.hasOwn(answeredWith, note.code)) return answeredWith[note.code] !== answered;
    return (
      sharedWords.says(note, 'object-does-not-exist') &&
      mayList(block.authorization, investigated, decide) === 'allowed'
    );
  });
}

/** Such a denial leaves another record than this one, or none. */
export function isNotRecordedSo({ action }: UngradedCause, card: AnyLayer, { errorCode, said }: RequestFacts): boolean {
  const { recordedAs } = card;
  return recordedAs !== undefined && deniedBy(errorCode)?.class !== recordedAs && !namesLayer(said, card, action);
}

/**
 * Whoever may list the bucket learns that the object does not exist (404); nobody else does.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
function mayList(place: number, { request, evidence }: Investigated, decide: Decide): DecisionValue {
  const read = request.authorizations[place];
  const listing = read === undefined ? undefined : listingOf(read);
  return listing === undefined ? 'unknown' : decide({ ...request, authorizations: [listing] }, evidence).decision;
}

/** The same caller on the same way asks for the list; which prefix S3 takes for it is not documented. */
function listingOf(read: BoundAuthorization): BoundAuthorization | undefined {
  const resource = listedIn(read.resource);
  if (resource === undefined || read.action !== 's3:GetObject') return undefined;
  const { bucketResource, context, ...more } = read;
  const bucket = listedIn(bucketResource);
  const known = Object.entries(context.known).filter(([key]) => !/^s3:ExistingObjectTag\//i.test(key));
  const unknown = ['s3:prefix', 's3:delimiter', 's3:max-keys'].map((key) => ({ key, why: 'not-documented' as const }));
  return {
    ...more,
    action: 's3:ListBucket',
    resource,
    ...defined({ bucketResource: bucket }),
    context: { known: Object.fromEntries(known), unknown: [...context.unknown, ...unknown] },
  };
}

/** `arn:aws:s3:::bucket/key` → `arn:aws:s3:::bucket`; of an access point its own ARN. */
function listedIn(resource: string | undefined): string | undefined {
  const point = accessPointIn(resource);
  if (point !== undefined) return point.service === 's3' && point.key !== undefined ? point.arn : undefined;
  return /^(arn:[^:]+:s3:::[^/*?]+)\//.exec(resource ?? '')?.[1];
}
