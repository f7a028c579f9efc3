import { bucketRequestPayment } from '../../evidence/readers/bucket-request-payment';
import { standing } from '../../judging/request/caller';
import { defineLayer } from '../define';
import { checkPayer } from './check';
import { remedies } from './remedies';
import { words } from './words';

/** Callers from other accounts pay for what they take, and must say so. */
export const requesterPays = defineLayer({
  id: 'requester-pays',
  title: 'Requester Pays',
  name: 'Requester Pays',
  kind: 'state',
  side: 'resource',
  saidAs: [],
  docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/RequesterPaysBuckets.html',
  words,
  remedies,
  reads: { payment: bucketRequestPayment },
  causes: [
    {
      number: 70,
      title: 'Requester Pays header missing, or the request is anonymous',
      code: 'request-payer-header-missing',
    },
  ],
  fix: 'change-the-request',
  metBy: { 'request-payer-header-missing': { 'x-amz-request-payer': 'requester' } },
  appliesTo: (subject) => {
    const { authorization, request } = subject;
    const isTheCall = authorization.purpose === 'main' || authorization.purpose === 'copy-source';
    return (
      isTheCall &&
      authorization.action.startsWith('s3:') &&
      request.bucket !== undefined &&
      standing(subject) !== 'inside'
    );
  },
  check: checkPayer,
});
