import { defineWords } from '../../judging/define-words';

export const words = defineWords({
  notes: {
    'caller-is-of-the-management-account': "it does not bind the organization's management account",
    'no-service-control-policies': 'no service control policies apply to the account',
  },
  unknowns: {
    'caller-may-be-exempt': {
      what: "whether the caller's account is the organization's management account, which it does not bind",
      why: 'the account or its organization could not be read',
      remedy: 'Grant `organizations:DescribeOrganization`.',
    },
  },
});
