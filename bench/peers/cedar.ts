import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import { teamOf, type Peer } from './question';

/** https://www.cedarpolicy.com, compiled to WebAssembly; its policies are parsed beforehand. */
export const cedar: Peer = async (count) => {
  const preparsedPolicySetId = `statements-${count}`;
  const staticPolicies = Array.from({ length: count }, (_, at) => permit(teamOf(at))).join('\n');
  const parsed = preparsePolicySet(preparsedPolicySetId, { staticPolicies });
  if (parsed.type === 'failure') throw new Error(`Cedar refuses the policies: ${JSON.stringify(parsed.errors)}`);
  return ({ action, resource, team }) => {
    const answer = statefulIsAuthorized({
      principal: { type: 'User', id: 'a' },
      action: { type: 'Action', id: action },
      resource: { type: 'Object', id: resource },
      context: { key: resource, team },
      preparsedPolicySetId,
      entities: [],
    });
    return answer.type === 'success' && answer.response.decision === 'allow';
  };
};

const permit = (team: string) =>
  `permit(principal, action == Action::"GetObject", resource) when { context.key like "bucket/*" && context.team == "${team}" };`;
