/** Keys whose values come and go: what holds for them now helps nobody a minute later. */

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
const MOMENTS = new Set([
  'aws:currenttime',
  'aws:epochtime',
  'aws:tokenissuetime',
  'aws:multifactorauthage',
  's3:signatureage',
  's3:x-amz-content-sha256',
]);

export const isOfTheMoment = (key: string): boolean => MOMENTS.has(key.toLowerCase());
