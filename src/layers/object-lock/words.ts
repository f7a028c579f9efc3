import { defineWords } from '../../judging/define-words';

export const words = defineWords({
  notes: {
    'object-lock-not-enabled': 'Object Lock is not enabled for the bucket',
    'version-not-locked': 'nothing locks this version',
    'compliance-cannot-be-bypassed':
      'the version is locked in compliance mode until {retainUntil}; nobody can shorten that',
    'governance-needs-bypass':
      'the version is locked in governance mode until {retainUntil}; that may be bypassed with s3:BypassGovernanceRetention and `x-amz-bypass-governance-retention: true`',
    'legal-hold': 'the version is under a legal hold',
    'aws-says-locked': { is: 'said-by-aws', text: 'AWS says that Object Lock protects the object' },
  },
  unknowns: {
    'deleted-keys-unknown': {
      what: 'which objects were to be deleted',
      why: 'CloudTrail records DeleteObjects without its keys',
      remedy: 'Look into the answer that the caller got: it lists an error for each key.',
    },
    'new-retention-unknown': {
      what: 'the retention that was to be set',
      why: 'the record does not say it, and a locked version may only be locked longer',
      remedy: 'Compare the date asked for with that of the version.',
    },
  },
});
