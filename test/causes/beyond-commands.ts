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
  'the key is gone': 'What is encrypted with a deleted key stays so.',
  'an object that may not be there, where nobody may look': 'Which key it would need, only the object tells.',
  'the bucket of that name is somebody else’s': 'Only the owner of that bucket could let the caller in.',
  'a clock that is wrong': 'The clock of the caller is none of AWS’s.',
  'an account with a problem': 'AWS Support decides.',
  'Athena asks for the role, and the policy wants an address': 'Which address Athena has, no record shows.',
};
