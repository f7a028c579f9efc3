import { found } from '../answers';
import { each, part } from '../several';
import { changesOfManagedPolicies } from './shared/changing-calls';
import { defineReader } from '../define';
import { managedPolicy, nameOf } from './shared/documents';
import { onAnything, onPolicies } from '../permissions';
import { beginningOf } from './shared/session-record';
import { begunSession } from '../targets';
import type { NamedPolicy, SessionPolicies } from '../values';

/**
 * The policies that were passed when the session began. No API shows them, only the record of that call does; a session
 * whose beginning is not found is unreadable, for it may have any.
 */
export const sessionPolicies = defineReader<SessionPolicies>({
  id: 'session-policies',
  at: 'caller',
  region: 'request',
  permissions: [...onAnything('cloudtrail:LookupEvents'), ...onPolicies('iam:GetPolicy', 'iam:GetPolicyVersion')],
  changedBy: changesOfManagedPolicies,
  target: begunSession,
  read: async (place, session) => {
    const { policy, policyArns, ...facts } = await beginningOf(place, session);
    const attachedTo = `session (${facts.eventName})`;
    const inline = policy === undefined ? [] : [{ name: 'session policy', attachedTo, document: policy }];
    const managed = await each(policyArns, async (arn): Promise<NamedPolicy> => {
      const read = await part(() => managedPolicy(place, arn));
      return { name: nameOf(arn), arn, ...read, attachedTo };
    });
    return found({ policies: [...inline, ...managed], tags: facts.tags, eventId: facts.eventId, ...facts.source });
  },
});
