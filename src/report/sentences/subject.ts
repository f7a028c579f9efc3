import type { RequestFacts } from '../../request/types';
import type { Verdict } from '../../verdict/verdict';
import { clean } from '../clean';
import type { Speech } from './speech';

/** A report in a line of a mailbox or a tab: what was denied by what, where, and to whom. */
export function subjectOf({ status, certainty, rootCauses, request }: Verdict, { nameOf }: Speech): string {
  const [cause, ...others] = rootCauses;
  const action = cause?.action ?? request.authorizations[0]?.action ?? request.operation;
  if (status === 'allowed') return subjectLine(request, action, 'is allowed');
  if (status === 'would-be-allowed-now') return subjectLine(request, action, 'was denied, is allowed now');
  if (cause === undefined || others.length > 0) return undetermined(request, action);
  const perhaps = certainty === 'possible' ? ', possibly' : '';
  return subjectLine(request, action, `denied${perhaps} by ${nameOf(cause.layer)}`);
}

export const undetermined = (request: RequestFacts, action: string): string =>
  subjectLine(request, action, 'denied, not determined by what');

function subjectLine({ bucket, principal }: RequestFacts, action: string, became: string): string {
  const about = [bucket, 'arn' in principal ? callerName(principal.arn) : undefined];
  const named = about.flatMap((one) => (one === undefined ? [] : [clean(one, 64)]));
  return `[Culprit] ${clean(action, 64)} ${became}${named.length === 0 ? '' : `: ${named.join(', ')}`}`;
}

/** `role/path/app`, `assumed-role/app/session` and `user/path/ann` are called by their name alone. */
function callerName(arn: string): string | undefined {
  const [kind = '', ...names] = arn.split(':').slice(5).join(':').split('/');
  return kind === 'assumed-role' ? names[0] : (names.at(-1) ?? (kind === '' ? undefined : kind));
}
