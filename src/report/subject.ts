import type { Report } from '../verdict/types';
import { clean } from './clean';
import { theLayer } from './words';

/** A report in a line of a mailbox or a tab: what was denied by what, where, and to whom. */
export function subject({ verdict, request }: Report): string {
  const [cause] = verdict.rootCauses;
  const action = cause?.action ?? request.authorizations[0]?.action ?? request.operation;
  const about = [request.bucket, callerName(request.principal.arn)].filter((one) => typeof one === 'string');
  return `[Culprit] ${clean(action, 64)} ${became(verdict)}${about.length === 0 ? '' : `: ${about.map((one) => clean(one, 64)).join(', ')}`}`;
}

function became({ status, rootCauses: [cause, ...others], certainty }: Report['verdict']): string {
  if (status === 'allowed') return 'is allowed';
  if (status === 'would-be-allowed-now') return 'was denied, is allowed now';
  if (cause === undefined || others.length > 0) return 'denied, not determined by what';
  return `denied${certainty === 'possible' ? ', possibly' : ''} by ${theLayer(cause.layer)}`;
}

/** `role/path/app`, `assumed-role/app/session` and `user/path/ann` are called by their name alone. */
function callerName(arn: string | null): string | undefined {
  const [kind = '', ...names] = arn?.split(':').slice(5).join(':').split('/') ?? [];
  return kind === 'assumed-role' ? names[0] : (names.at(-1) ?? (kind === '' ? undefined : kind));
}
