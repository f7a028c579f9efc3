/** A delete of one version asks for another right than a delete, and cannot be taken back. */
import type { BoundAuthorization, BoundRequest } from '../../../request/types';
import type { UngradedCause } from '../../causes/causes';
import type { RequestChange } from './request-changes';

/** Where no policy is the cause, its layer says what to do. https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeletingObjectVersions.html */
export function droppedVersion(
  { action, block, answer: { policies } }: UngradedCause,
  request: BoundRequest,
): readonly RequestChange[] {
  const { versionId, ...rest } = request;
  const asked = request.authorizations[block.authorization];
  const deletesIt = request.operation === 'DeleteObject' && action === 's3:DeleteObjectVersion';
  if (!deletesIt || policies === undefined || versionId === undefined || asked === undefined) return [];
  const authorizations = request.authorizations.map((one) => (one === asked ? ofTheLatest(one) : one));
  return [
    {
      code: 'drop-version',
      kind: 'change-the-request',
      facts: { key: versionId },
      request: { ...rest, authorizations },
    },
  ];
}

function ofTheLatest({ context: { known, unknown }, ...asked }: BoundAuthorization): BoundAuthorization {
  const kept = Object.entries(known).filter(([key]) => key.toLowerCase() !== 's3:versionid');
  return { ...asked, action: 's3:DeleteObject', context: { known: Object.fromEntries(kept), unknown } };
}
