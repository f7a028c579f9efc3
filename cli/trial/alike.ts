/** Which requests a policy treats alike: one of them is tried for all. */
import { matchActions, matchPrincipal, matchRest, prepare, type PreparedRequest } from '../../src/engine/match';
import { parsePolicy } from '../../src/engine/policy';
import type { Statement } from '../../src/engine/statement';
import { and, type Truth } from '../../src/engine/truth';
import { symptomOf } from '../../src/request/denials/symptom';
import type { Authorization, DeniedRequest } from '../../src/request/types';

/** By caller, action and place, and by the statements of the policy that fit, do not, or may: what may fit is no other's. */
export function alikeUnder(document: object): (request: DeniedRequest) => string {
  const policy = parsePolicy(document);
  // One that AWS would refuse was refused when it was read.
  const statements = policy.is === 'policy' ? policy.statements : [];
  return (request) => {
    const fits = request.authorizations.map((asked) => {
      const prepared = preparedFor(asked, request);
      return statements.map((statement) => signs.get(fit(statement, prepared)) ?? '').join('');
    });
    const { bucket, key, versionId } = request;
    const isOpen = fits.some((signs) => signs.includes('?'));
    return JSON.stringify([symptomOf(request), fits, ...(isOpen ? [bucket, key, versionId] : [])]);
  };
}

const signs: ReadonlyMap<Truth, string> = new Map([
  [true, '+'],
  [false, '-'],
  [undefined, '?'],
]);

function preparedFor({ action, resource, context }: Authorization, { principal }: DeniedRequest): PreparedRequest {
  return prepare({ principal, action, resource: resource.is === 'arn' ? resource.arn : undefined, context });
}

function fit(statement: Statement, asked: PreparedRequest): Truth {
  if (!matchActions(statement, asked.lowerAction)) return false;
  return and(matchRest(statement, asked), matchPrincipal(statement, asked, undefined));
}
