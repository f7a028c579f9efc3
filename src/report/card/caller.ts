/** Who it was that called with the role in the headline, which functions and tasks may share. */
import type { RequestFacts } from '../../request/types';
import { computeIn } from '../../names/compute';
import { quote } from '../clean';
import { issuedTo } from '../reported-request';
import { computeWords } from '../sentences/compute';

/** `undefined`: the record does not name it, or the role's name says it. */
export function caller({ principal, session }: RequestFacts): string | undefined {
  const compute = computeIn(session?.credentialsIssuedTo);
  const issued = issuedTo(session);
  if (principal.type !== 'assumed-role' || compute === undefined || issued === undefined) return undefined;
  const { roleName } = principal;
  if ('name' in compute && roleName.includes(compute.name)) return undefined;
  return `${computeWords(issued)}, with the role ${quote(roleName)}`;
}
