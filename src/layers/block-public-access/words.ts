import { defineWords } from '../../judging/define-words';

export const words = defineWords({
  notes: {
    'aws-names-the-setting': { is: 'said-by-aws', text: 'AWS says that {setting} prevents it' },
    'public-acl': 'the request sends the public ACL {acl}; the {setBy} blocks public ACLs',
    'public-acls-not-blocked': 'public ACLs such as {acl} are not blocked',
    'public-policies-not-blocked': 'public policies are not blocked',
    'puts-public-policy': 'the policy that was put is public by the rules of AWS; the {setBy} blocks public policies',
    'puts-no-public-policy': 'the policy that was put is not public by the rules of AWS',
    'public-policy-cut-off':
      'the policy is public by the rules of AWS, and the {setBy} restricts it to the account of the owner: no grant to anybody else counts, even by name',
    'no-grant-is-cut-off': 'it takes no grant away',
    'public-acls-ignored':
      'the {setBy} ignores public ACLs: grants to everybody count for nothing, and ACLs are shown without them',
  },
  unknowns: {
    'access-point-policy-unknown': {
      what: 'whether the policy of the access point is public',
      why: 'it could not be read',
      remedy: 'Grant s3:GetAccessPointPolicy in the account of the access point.',
    },
    'new-policy-may-be-public': {
      what: 'whether the policy that was put is public',
      why: 'what was given does not hold it, or leaves it open, and the {setBy} blocks public policies',
      remedy: 'Look whether it allows everybody without a condition that AWS counts.',
    },
    'organization-may-manage-block-public-access': {
      what: 'whether the organization manages Block Public Access',
      why: 'what is read is the setting in force, not who set it',
      remedy: 'Ask `aws organizations describe-effective-policy --policy-type S3_POLICY` in that account.',
    },
  },
});
