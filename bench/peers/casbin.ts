import { newEnforcer, newModelFromString, StringAdapter } from 'casbin';
import { teamOf, type Peer } from './question';

const model = `
[request_definition]
r = act, obj, team
[policy_definition]
p = act, obj, team
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = keyMatch(r.act, p.act) && keyMatch(r.obj, p.obj) && r.team == p.team
`;

/** https://casbin.org, its policies loaded. */
export const casbin: Peer = async (count) => {
  const policies = Array.from({ length: count }, (_, at) => `p, Get*, bucket/*, ${teamOf(at)}`).join('\n');
  const enforcer = await newEnforcer(newModelFromString(model), new StringAdapter(policies));
  return ({ action, resource, team }) => enforcer.enforceSync(action, resource, team);
};
