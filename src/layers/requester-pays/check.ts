import { bucketRequestPayment } from '../../evidence/readers/bucket-request-payment';
import type { Reading } from '../../evidence/define';
import { standing } from '../../judging/caller';
import type { Answer, Subject } from '../../judging/types';
import { cannotKnow, forbids, note, notApplicable, passes } from '../../judging/state/answers';
import { unreadable } from '../../judging/unreadable';
import { unseenHeader } from '../../judging/unseen-header';

export interface Evidence {
  readonly payment: Reading<{ readonly payer: string }>;
}

const setting = 'Payer=Requester';

/** Did the caller agree to pay, where callers must? */
export function checkPayer(subject: Subject, { payment }: Evidence): Answer {
  const anonymous = subject.request.principal.type === 'anonymous';
  if (!anonymous && agreesToPay(subject)) return passes(note('caller-agrees-to-pay'));
  if (payment.status === 'unreadable') return cannotKnow([unreadable(bucketRequestPayment, subject, payment)]);
  if (payment.status === 'absent' || payment.value.payer !== 'Requester')
    return notApplicable(note('bucket-owner-pays'));
  if (anonymous) return forbids(setting, [note('anonymous-cannot-pay')]);
  switch (standing(subject)) {
    case 'inside':
      return passes(note('caller-owns-the-bucket'));
    case 'outside':
      return unlessSent(subject);
    case 'service':
      return cannotKnow([{ code: 'payer-of-service-unknown', facts: {} }]);
    case 'unknown':
      return cannotKnow([{ code: 'bucket-owner-unknown', facts: {} }]);
  }
}

/** On a copy the header speaks for both buckets. */
const agreesToPay = ({ request }: Subject): boolean => request.parameters['x-amz-request-payer'] === 'requester';

function unlessSent({ request }: Subject): Answer {
  const missing = note('request-payer-header-missing');
  const unseen = unseenHeader(request, 'x-amz-request-payer');
  return unseen === undefined ? forbids(setting, [missing]) : cannotKnow([unseen], undefined, [missing]);
}
