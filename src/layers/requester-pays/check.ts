import { bucketRequestPayment } from '../../evidence/readers/bucket-request-payment';
import type { Reading } from '../../evidence/define';
import { standing } from '../../judging/request/caller';
import type { Answer, Subject } from '../../judging/types';
import { cannotKnow, forbids, notApplicable, passes } from '../../judging/state/answers';
import { unreadable } from '../../judging/unreadable';
import { unseenHeader } from '../../judging/request/unseen-header';
import { sharedWords } from '../../judging/words';
import { words } from './words';

export interface Evidence {
  readonly payment: Reading<{ readonly payer: string }>;
}

const setting = 'Payer=Requester';

/** Did the caller agree to pay, where callers must? */
export function checkPayer(subject: Subject, { payment }: Evidence): Answer {
  const anonymous = subject.request.principal.type === 'anonymous';
  if (!anonymous && agreesToPay(subject)) return passes(words.note('caller-agrees-to-pay'));
  if (payment.status === 'unreadable') return cannotKnow([unreadable(bucketRequestPayment, subject, payment)]);
  if (payment.status === 'absent' || payment.value.payer !== 'Requester')
    return notApplicable(words.note('bucket-owner-pays'));
  if (anonymous) return forbids(setting, [words.note('anonymous-cannot-pay')]);
  const caller = standing(subject);
  if (caller === 'service') return cannotKnow([words.unknown('payer-of-service-unknown')]);
  return caller === 'unknown' ? cannotKnow([sharedWords.unknown('bucket-owner-unknown')]) : unlessSent(subject);
}

/** On a copy the header speaks for both buckets. */
const agreesToPay = ({ request }: Subject): boolean => request.parameters['x-amz-request-payer'] === 'requester';

function unlessSent({ request }: Subject): Answer {
  const missing = words.note('request-payer-header-missing');
  const unseen = unseenHeader(request, 'x-amz-request-payer');
  return unseen === undefined ? forbids(setting, [missing]) : cannotKnow([unseen], undefined, [missing]);
}
