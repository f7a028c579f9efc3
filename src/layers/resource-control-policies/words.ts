import { defineWords } from '../../judging/define-words';

export const words = defineWords({
  notes: {
    'no-resource-control-policies': 'no resource control policies apply to the account',
    'resource-is-of-the-management-account': "it does not bind resources of the organization's management account",
    'key-is-managed-by-aws': 'it does not bind keys that AWS manages',
    'retiring-a-grant': 'it does not bind kms:RetireGrant',
  },
  unknowns: {
    'resource-may-be-exempt': {
      what: "whether the resource's account is the organization's management account, which it does not bind",
      why: 'the account or its organization could not be read',
      remedy: 'Grant `organizations:DescribeOrganization`.',
    },
  },
});
