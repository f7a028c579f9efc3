import type { WireAnswer, WireCall } from '../../src/evidence/place';
import { json, xml } from './world';

/** Of each call that answers in pages: one without an item, and a token for more. */
export const emptyPages: Readonly<Record<string, (call: WireCall) => WireAnswer>> = {
  ListParents: () => json({ Parents: [], NextToken: 'more' }),
  ListPoliciesForTarget: () => json({ Policies: [], NextToken: 'more' }),
  ListGrants: () => json({ Grants: [], Truncated: true, NextMarker: 'more' }),
  ListResourceTags: () => json({ Tags: [], Truncated: true, NextMarker: 'more' }),
  ListAliases: () => json({ Aliases: [], Truncated: true, NextMarker: 'more' }),
  LookupEvents: () => json({ Events: [], NextToken: 'more' }),
  ListAccessGrants: () =>
    xml('<ListAccessGrantsResult><AccessGrantsList/><NextToken>more</NextToken></ListAccessGrantsResult>'),
  ListMultiRegionAccessPoints: () =>
    xml(
      '<ListMultiRegionAccessPointsResult><AccessPoints/><NextToken>more</NextToken></ListMultiRegionAccessPointsResult>',
    ),
  ...Object.fromEntries(
    ['Role', 'User', 'Group'].flatMap((of) => [
      [`ListAttached${of}Policies`, iamPage('AttachedPolicies')],
      [`List${of}Policies`, iamPage('PolicyNames')],
    ]),
  ),
  ListGroupsForUser: iamPage('Groups'),
  SimulatePrincipalPolicy: iamPage('EvaluationResults'),
};

function iamPage(list: string) {
  return ({ operation }: WireCall) =>
    xml(
      `<${operation}Response><${operation}Result><${list}/><IsTruncated>true</IsTruncated><Marker>more</Marker></${operation}Result></${operation}Response>`,
    );
}
