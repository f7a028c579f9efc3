/** Fixtures for which no call can be printed, and why: by their titles. */
export const beyondCommands: Readonly<Record<string, string>> = {
  'a caller outside the organization, in the owner’s copy':
    'The record names the account of the caller, not the caller.',
  'the policy was attached a moment before, and has not reached S3': 'It mends itself within minutes.',
  'from another page than the policy allows, which no record shows':
    'Whoever made the link knows from which page it came.',
  'log delivery for an account that the policy does not name, which no record shows':
    'Whoever set up the log knows for which account it is delivered.',
  'the record of the endpoint’s owner, which names no bucket': 'The record names no bucket.',
  'an own Multi-Region Access Point without a policy before another account’s bucket':
    'AWS does not document whether it needs a policy.',
  'an Object Lambda access point, whose function may have refused': 'The logs of the function say what it refused.',
  'an access point of a file system, whose permissions no API shows': 'The file system itself refuses.',
  'the organization may manage Block Public Access, which no record shows':
    'The administrators of the organization decide on it.',
  'the key is gone': 'Nobody brings back a deleted key.',
  'an object that may not be there, where nobody may look': 'Which key it would need, only the object tells.',
  'the bucket of that name is somebody else’s': 'Only the owner of that bucket could let the caller in.',
  'a clock that is wrong': 'The clock of the caller is none of AWS’s.',
  'an account with a problem': 'AWS Support decides.',
  'Athena asks for the role, and the policy wants an address': 'Which address Athena has, no record shows.',
};

/** Fixes that no call of AWS's makes, and why: by their layer and what it found, or what is to be done. */
export const noCallMends: Readonly<Record<string, string>> = {
  'bucket-policy ask-owner': 'Whom the policy should let in, the record does not name.',
  'vpc-endpoint-policy ask-owner': 'Which bucket the policy should let through, the record does not name.',
  'credentials-and-signature access-disabled-by-aws': 'AWS Support decides.',
  'credentials-and-signature account-problem': 'AWS Support decides.',
  'credentials-and-signature payer-invalid': 'AWS Support decides.',
  'credentials-and-signature account-not-signed-up': 'A person signs up, on a page of AWS’s.',
  'credentials-and-signature china-no-icp-record': 'The authorities in China grant it.',
  'credentials-and-signature china-ip-address-unexpected': 'Where the request comes from, no call changes.',
  'credentials-and-signature clock-skew': 'The clock of the caller is none of AWS’s.',
  'credentials-and-signature session-token-invalid': 'Whoever began the session begins another.',
  'kms-key-state key-not-found': 'Nobody brings back a deleted key.',
  'kms-key-state key-in-another-region': 'An object keeps the key that it was written with.',
};
