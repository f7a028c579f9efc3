import { defineWords } from '../../judging/define-words';
import { unreadableReasons } from '../../judging/reasons';
import type { UnreadableReason } from '../../request/unknowns';

export const words = defineWords({
  notes: {
    'simulator-not-asked': { is: 'no-opinion', text: noOpinion },
    'simulator-agrees': { is: 'second-opinion', text: "AWS's policy simulator says the same ({says})" },
    'simulator-disagrees': {
      is: 'other-opinion',
      text: "AWS's policy simulator says {says}, and this evaluation says {evaluation}: the simulator knows the role but not the session, and no policy of a resource; one of the two is wrong for this request",
    },
    'simulator-disagrees-without-keys': {
      is: 'other-opinion',
      text: "AWS's policy simulator says {says}, and this evaluation says {evaluation}: the simulator was not given {without}, which the policies ask for",
    },
    'simulator-blames-another': {
      is: 'second-opinion',
      text: "AWS's policy simulator says {says} because of {by}, and nothing of the identity-based policies",
    },
    'simulator-says': {
      is: 'second-opinion',
      text: "AWS's policy simulator says {says}; it is not weighed, for it knows the role but not the session",
    },
    'no-identity-policies': 'no identity-based policy is attached to the caller',
  },
});

function noOpinion({ why }: { readonly why: UnreadableReason; readonly error?: string }): string {
  const lacks = why === 'access-denied' ? '; it takes `iam:SimulatePrincipalPolicy`' : '';
  return `AWS's policy simulator gave no second opinion: ${unreadableReasons[why]}${lacks}`;
}
