import type { RequestFacts } from '../../request/types';

/**
 * Where the console shows AWS's own evaluation of the denial. Built, never copied from a text that others wrote parts of.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied-authorization-id.html
 */
export function detailsLink({
  said,
  region,
  partition,
}: Pick<RequestFacts, 'said' | 'region' | 'partition'>): string | undefined {
  const id = said.is === 'reason' || said.is === 'statement' ? said.authorizationId : undefined;
  if (id === undefined || !/^[a-z]{2}(-[a-z]+)+-\d+$/.test(region)) return undefined;
  return `https://${region}.console${suffixes[partition]}/iam/home?region=${region}#/authorization-details/${id}`;
}

const suffixes = {
  aws: '.aws.amazon.com',
  'aws-cn': '.amazonaws.cn',
  'aws-us-gov': '.amazonaws-us-gov.com',
} as const;
