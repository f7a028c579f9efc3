import { bucketObjectLock } from '../../evidence/readers/bucket-object-lock';
import { objectLegalHold } from '../../evidence/readers/object-legal-hold';
import { objectRetention } from '../../evidence/readers/object-retention';
import { defineLayer } from '../define';
import { checkObjectLock } from './check';
import { remedies } from './remedies';
import { words } from './words';

/** Object Lock: retention and legal hold keep versions from being deleted. A delete without a version adds a marker only. */
export const objectLock = defineLayer({
  id: 'object-lock',
  title: 'Object Lock',
  name: 'Object Lock',
  kind: 'state',
  side: 'resource',
  saidAs: ['protected-by-object-lock'],
  docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html',
  words,
  remedies,
  reads: { lock: bucketObjectLock, retention: objectRetention, hold: objectLegalHold },
  causes: [
    { number: 71, title: 'Object Lock in compliance mode', code: 'compliance-cannot-be-bypassed' },
    { number: 72, title: 'Object Lock in governance mode without the bypass', code: 'governance-needs-bypass' },
    { number: 73, title: 'Legal hold', code: 'legal-hold' },
  ],
  fix: 'hand-over',
  appliesTo: ({ authorization: { action, purpose }, request }) =>
    action === 's3:DeleteObjectVersion' ||
    // A write with a retention makes a version of its own.
    (action === 's3:PutObjectRetention' && purpose === 'main') ||
    (request.operation === 'DeleteObjects' && purpose === 'main'),
  check: checkObjectLock,
});
