import { everything, fixesOf, named, object, policy, scenario, type Scenario, type Statement } from './scenario';

/** A policy of `size` characters that neither allows nor denies the request. */
function filled(size: number, whom: Statement, ...statements: readonly Statement[]): ReturnType<typeof policy> {
  const filler = (length: number): Statement => ({
    Effect: 'Allow',
    ...whom,
    Action: 'sqs:SendMessage',
    Resource: `arn:aws:sqs:eu-west-1:111122223333:${'x'.repeat(length)}`,
  });
  const empty = JSON.stringify(policy(filler(0), ...statements)).length;
  return policy(filler(size - empty), ...statements);
}

const inSlot = (document: object) => ({ name: 'p', policy: document });
const offered = (given: Scenario, layer: string) =>
  fixesOf(given).filter((fix) => fix.layer === layer && fix.verified && fix.kind !== 'change-the-request');

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
test.each<[string, number, (document: object) => Scenario, Statement]>([
  ['permissions-boundary', 6144, (document) => ({ permissionsBoundary: inSlot(document) }), {}],
  ['vpc-endpoint-policy', 20_480, (document) => ({ vpcEndpointPolicy: inSlot(document) }), { Principal: '*' }],
])('a statement more is offered where the policy may be so large, and only there: %s', (layer, most, slots, whom) => {
  const given = (size: number) => scenario(slots(filled(size, whom)));
  expect(offered(given(most - 300), layer)).not.toEqual([]);
  expect(offered(given(most - 20), layer)).toEqual([]);
});

describe('a form of an exception that makes the policy too large is left out:', () => {
  const deny = { Effect: 'Deny', Action: 's3:*', Resource: object };
  const extents = (given: Scenario, layer: string) => offered(given, layer).map(({ facts }) => facts['extent']);
  test.each<[string, number, (document: object) => Scenario]>([
    ['permissions-boundary', 6144, (document) => ({ permissionsBoundary: inSlot(document) })],
    ['service-control-policies', 10_240, (document) => ({ scps: [{ target: 'r-1', policies: [inSlot(document)] }] })],
    ['session-policy', 2048, (document) => ({ sessionPolicies: [inSlot(document)] })],
    ['identity-policies', 10_240, (document) => ({ identityPolicies: [inSlot(document)] })],
  ])('%s', (layer, most, slots) => {
    const given = (size: number) => scenario(slots(filled(size, {}, everything, deny)));
    expect(extents(given(most - 800), layer)).toEqual(['any-circumstances', 'whole-statement']);
    expect(extents(given(most - 120), layer)).toEqual(['whole-statement']);
    expect(extents(given(most - 20), layer)).toEqual([]);
  });

  test('inline policies of a role count together', () => {
    const given = (size: number) =>
      scenario({ identityPolicies: [named(everything, deny), { name: 'q', policy: filled(size, {}) }] });
    expect(extents(given(9000), 'identity-policies')).toEqual(['any-circumstances', 'whole-statement']);
    expect(extents(given(9900), 'identity-policies')).toEqual(['whole-statement']);
  });
});
