/** What the denial itself shows about gates that no policy of it names. */
import type { RequestFacts } from '../../request/types';

/** A question (`explain`) has no denial: nothing was asked of AWS yet. */
export const isQuestion = ({ errorCode }: RequestFacts): boolean => errorCode === '';

/** AWS's text as far as it is weighed. */
export function saidText({ said }: RequestFacts): string {
  return said.is === 'reason' || said.is === 'statement' ? said.clause : '';
}

/** AWS names a policy type, so the request had passed everything that is looked at before policies. */
export const namesPolicyType = ({ said }: RequestFacts): boolean =>
  said.is === 'reason' && said.policyType !== undefined;

/** The denial fell on a KMS call: S3 makes it only for an object that exists and can be read at once. */
export function fellOnKms({ said, eventSource, errorCode }: RequestFacts): boolean {
  const action = said.is === 'reason' || said.is === 'statement' ? said.action : undefined;
  return action?.startsWith('kms:') === true || eventSource === 'kms.amazonaws.com' || errorCode.startsWith('KMS.');
}
