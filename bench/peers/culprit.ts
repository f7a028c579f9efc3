import { decideSlots } from '../../src/scenario/evaluate';
import { readScenario } from '../../src/scenario/read';
import { question, teamOf, type Peer, type Question } from './question';

/** Every layer of the registry is asked. The policies are compiled; the request is another each time. */
export const culprit: Peer = async (count) => {
  const { slots } = readScenario(withStatements(count));
  return (asked) => decideSlots(readScenario(scenario(asked)).request, slots).decision === 'allowed';
};

/** Nothing but the decision. */
export function compiled(given: object): () => unknown {
  const { request, slots, options } = readScenario(given);
  return () => decideSlots(request, slots, options);
}

/** Each is about the action and the resource; all but the last fail by their condition. */
export function withStatements(count: number): object {
  const Statement = Array.from({ length: count }, (_, at) => ({
    Sid: `S${at}`,
    Effect: 'Allow',
    Action: 's3:Get*',
    Resource: 'arn:aws:s3:::bucket/*',
    Condition: { StringEquals: { 'aws:PrincipalTag/team': teamOf(at) } },
  }));
  const identityPolicies = [{ name: 'p', policy: { Version: '2012-10-17', Statement } }];
  return { ...scenario(question(count)), identityPolicies };
}

const account = '111122223333';
const scenario = ({ action, resource, team }: Question) => ({
  id: 'peer',
  request: {
    principal: `arn:aws:iam::${account}:user/a`,
    action: `s3:${action}`,
    resource: `arn:aws:s3:::${resource}`,
    resourceAccountId: account,
    context: { 'aws:PrincipalTag/team': team },
  },
  identityPolicies: [],
  sessionPolicies: [],
  scps: [],
  rcps: [],
});
