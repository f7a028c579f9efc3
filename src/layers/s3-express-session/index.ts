import { isDirectoryBucketName } from '../../names/bucket';
import { defineLayer } from '../define';
import { checkSession } from './check';
import { remedies } from './remedies';
import { words } from './words';

/** Directory buckets (S3 Express One Zone) work through sessions that may be read-only. */
export const s3ExpressSession = defineLayer({
  id: 's3-express-session',
  title: 'S3 Express session',
  name: 'the S3 Express session',
  kind: 'state',
  side: 'resource',
  saidAs: [],
  docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-security-iam.html',
  words,
  remedies,
  reads: {},
  causes: [
    {
      number: 81,
      title: 'Directory bucket: CreateSession missing, or a read-only session writes',
      code: 'session-mode-unknown',
    },
  ],
  fix: 'change-the-request',
  // Calls about the bucket itself are authorized without a session.
  appliesTo: ({ authorization, request }) =>
    authorization.action === 's3express:CreateSession' && isDirectoryBucketName(request.bucket),
  check: checkSession,
});
