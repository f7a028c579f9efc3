/** What several layers say. */
import type { UnknownReason } from '../request/unknowns';
import { defineWords, type UnknownText } from './define-words';
import { policyProblems, unknownReasons } from './reasons';

export const sharedWords = defineWords({
  notes: {
    'does-not-apply': 'it is no gate for this action',
    'refused-by-a-policy': 'AWS names a policy, so the request had passed this gate',
    'object-does-not-exist': 'there is no such object',
    'no-access-point-policy': 'the access point has no policy',
    'caller-is-a-service': 'it does not bind AWS services that ask in their own name',
    'caller-is-a-service-linked-role': 'it does not bind service-linked roles',
    'caller-is-anonymous': 'an anonymous caller has none',
    'caller-is-no-session': 'the caller is no session',
    'caller-is-the-root-user':
      'the root user of the account needs no identity-based policy, and no boundary or session policy binds it',
    'account-is-in-no-organization': 'the account is in no organization, whose policies would bind it',
    'level-without-allow': 'no policy attached to {target} allows it: an Allow is needed at every level',
    'only-named-policy-read':
      'AWS names this policy; the other policies of the organization could not be read ({why}) and may deny it as well: {permissions} would settle it',
  },
  unknowns: {
    crashed: {
      what: 'what this layer would say',
      why: 'its check failed ({error})',
      remedy: 'Please report it with a recording (`--save`).',
    },
    'context-key-unknown': ({ why }: { readonly key: string; readonly why: UnknownReason }): UnknownText => ({
      what: 'the value of condition key {key}',
      why: unknownReasons[why],
      remedy: 'If you know what {key} was, ask `culprit explain` with `--context`.',
    }),
    'malformed-policy': ({ target, problem }: MalformedPolicyFacts): UnknownText => ({
      what: target === undefined ? 'the policy {policy}' : 'the policy {policy} at {target}',
      why: `it is no policy that AWS would accept: ${policyProblems[problem]} at {at}`,
      remedy: 'Read the policy in the console; if AWS accepts it, please report it with a recording.',
    }),
    'boundary-unknown': {
      what: 'whether the caller has a permissions boundary',
      why: 'a Deny with NotPrincipal hits whoever has one, and this gate does not read it',
      remedy: 'See what is said of the permissions boundary itself.',
    },
    'bucket-owner-unknown': {
      what: 'who owns the bucket',
      why: 'the record does not show it, and nothing that can be read does',
      remedy: 'Ask with credentials of the account that you think owns it.',
    },
    'canonical-user-unknown': {
      what: 'whether the CanonicalUser in {policy} is the account of the caller',
      why: 'a policy does not say which account a canonical user id belongs to',
      remedy:
        'Compare it with the id that `aws s3api list-buckets --query Owner.ID` gives in the account of the caller.',
    },
    'endpoint-not-found': {
      what: 'of which VPC endpoint {endpoint} was',
      why: 'it does not exist any more',
      remedy: 'Look for DeleteVpcEndpoints in CloudTrail.',
    },
    'header-not-logged': {
      what: 'whether {header} was sent',
      why: 'the record holds no headers: server access logs never do',
      remedy: 'Ask the caller, or look for the record that CloudTrail has of the request.',
    },
    'header-may-be-unrecorded': {
      what: 'whether {header} was sent',
      why: 'the record does not hold it, and AWS does not document that records hold this header',
      remedy: 'Make sure that the caller sends it.',
    },
    'own-access-point-may-need-no-policy': {
      what: 'whether the policy of the access point must allow the caller, whose own account it belongs to',
      why: "AWS does not document it for access points before another account's bucket",
      remedy: 'Let the policy of the access point allow the caller.',
    },
    'own-access-point-may-be-spared': {
      what: 'whether RestrictPublicBuckets cuts off the account that owns the access point',
      why: 'AWS spares authorized users of that account, and says that cross-account access is blocked',
      remedy: 'Make neither the policy of the bucket nor that of the access point public.',
    },
  },
});

type MalformedPolicyFacts = {
  readonly policy: string;
  readonly target?: string;
  /** Where in the document. */
  readonly at: string;
  readonly problem: keyof typeof policyProblems;
};
