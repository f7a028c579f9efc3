import { defined } from '../../defined';
import type { Remedies, Remedy } from '../../judging/commands/remedy';
import { objectInCode } from '../../judging/infrastructure/object-resource';
import { sameCall } from '../../judging/commands/same-call';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html */
const hide: Remedy = {
  text: 'Delete the object without naming a version: a delete marker hides it, and the locked version stays.',
  safety: 'The version is there until its lock ends, and costs what it costs.',
  commands: ({ request: { versionId: _locked, ...request } }) =>
    request.operation === 'DeleteObject' ? sameCall(request, { 'x-amz-bypass-governance-retention': null }) : [],
};

/** The bypass is spoken of, and not printed: it destroys what the lock was set to keep. */
const wait: Remedy = {
  ...hide,
  safety:
    'The locked version stays until {retainUntil}. To bypass the lock destroys what it was set to keep: whoever may do s3:BypassGovernanceRetention could, and nobody should be granted that for this.',
};

export const remedies: Remedies = {
  'compliance-cannot-be-bypassed': [hide],
  'governance-needs-bypass': [wait],
  'aws-says-locked': [hide],
  'legal-hold': [
    hide,
    {
      text: 'Ask whoever set the legal hold to end it.',
      safety:
        'A legal hold is there for a reason that S3 does not know: without it the version can be deleted for good.',
      commands: ({ request: { bucket, key, versionId, resourceAccountId, bucketRegion, region } }) =>
        bucket === undefined || key === undefined
          ? []
          : [
              {
                service: 's3api',
                operation: 'PutObjectLegalHold',
                parameters: {
                  Bucket: bucket,
                  Key: key,
                  VersionId: versionId,
                  LegalHold: { json: { Status: 'OFF' } },
                },
                ...defined({ account: resourceAccountId, region: bucketRegion ?? region }),
              },
            ],
      resources: ({ request, authorization }) =>
        objectInCode(authorization.resource, request, { object_lock_legal_hold_status: 'OFF' }),
    },
  ],
};
