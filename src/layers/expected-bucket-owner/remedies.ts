import type { Remedies } from '../../judging/commands/remedy';
import { sameCall } from '../../judging/commands/same-call';

export const remedies: Remedies = {
  'bucket-owner-not-as-expected': [
    {
      text: 'Expect {owner}, if the bucket of that account is the one that was meant.',
      safety: 'The header is there so that nothing goes to a stranger’s bucket: if {owner} is one, the name is wrong.',
      commands: ({ request, facts }) => {
        const { header, owner } = facts;
        if (header === undefined || owner === undefined) return [];
        return sameCall(request, { [header]: owner });
      },
    },
  ],
};
