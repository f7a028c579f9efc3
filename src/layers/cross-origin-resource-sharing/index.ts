import { bucketCors } from '../../evidence/readers/bucket-cors';
import { defineLayer } from '../define';
import { checkCors } from './check';
import { remedies } from './remedies';
import { words } from './words';

/** May a page of that origin call the bucket? Browsers ask before the call, without credentials: no policy is asked then. */
export const crossOriginResourceSharing = defineLayer({
  id: 'cross-origin-resource-sharing',
  title: 'Cross-origin resource sharing (CORS)',
  name: 'cross-origin resource sharing (CORS)',
  kind: 'state',
  side: 'resource',
  saidAs: ['AccessForbidden'],
  docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html',
  words,
  remedies,
  reads: { rules: bucketCors },
  causes: [
    { number: 80, title: 'CORS is not enabled for the bucket', code: 'cors-not-enabled' },
    { number: 80, title: 'No CORS rule allows the origin, the method or the headers', code: 'no-rule-allows' },
  ],
  fix: 'hand-over',
  recordedAs: 'preflight',
  appliesTo: ({ request }) => request.operation === 'PreflightRequest' && request.bucket !== undefined,
  check: checkCors,
});
