/** How an opening is shown: with the patterns of the statement that gave it up, each once. */
import { indexContext, type IndexedContext } from '../../../engine/context';
import { matchTokens, tokenize } from '../../../engine/glob';
import type { Principal } from '../../../names/principal';
import type { Cure } from '../policies/cure-form';
import type { FixCase } from '../fix-case';
import { matches } from '../statements/actions';
import { shownPattern } from '../statements/resources';
import { textsIn, type StatementJson } from '../statements/statement-json';
import { whomIn } from '../statements/whom';
import type { Opening } from '../types';
import type { Neighbour } from './neighbours';

export function shownOpening(neighbour: Neighbour, cure: Cure, { request }: FixCase): Opening {
  const { place, authorization, isOther, isGrain } = neighbour;
  const own = request.authorizations[place] ?? authorization;
  const whom = whomIn(request, own);
  const principal = isOther ? '*' : whom?.is === 'principal' ? whom.arn : nameOf(request.principal);
  const action = authorization.action;
  const resource = authorization.resource ?? '*';
  if (isGrain) return { principal, action, resource, anyContext: true };
  const context = indexContext(own.context);
  const from = statementsOf(cure).find((one) => concerns(one, action, resource, context));
  if (from === undefined) return { principal, action, resource };
  return {
    principal,
    action: action === own.action ? action : actionPattern(from.statement, action),
    resource: resource === own.resource ? resource : resourcePattern(from, resource, context),
  };
}

interface Source {
  readonly statement: StatementJson;
  readonly variables: boolean;
}

/** The Denies that gave something up, and the Allows that are new. */
function statementsOf(cure: Cure): readonly Source[] {
  const allows = cure.changes.flatMap(({ after, statements }) =>
    statements.flatMap((edit) => {
      const statement =
        edit.is === 'added' ? (after['Statement'] as readonly StatementJson[])[edit.index - 1] : undefined;
      return statement === undefined ? [] : [{ statement, variables: after['Version'] === '2012-10-17' }];
    }),
  );
  return [...cure.denies, ...allows];
}

function concerns(
  { statement, variables }: Source,
  action: string,
  resource: string,
  context: IndexedContext,
): boolean {
  const actions = textsIn(statement['Action']);
  const resources = textsIn(statement['Resource']);
  const hitsAction = statement['NotAction'] !== undefined || actions.some((pattern) => matches(pattern, action));
  return (
    hitsAction &&
    (statement['NotResource'] !== undefined ||
      resources.some((pattern) => isLike(shownPattern(pattern, context, variables), resource)))
  );
}

function actionPattern(statement: StatementJson, action: string): string {
  return textsIn(statement['Action']).find((pattern) => matches(pattern, action)) ?? '*';
}

function resourcePattern({ statement, variables }: Source, resource: string, context: IndexedContext): string {
  const shown = textsIn(statement['Resource']).map((pattern) => shownPattern(pattern, context, variables));
  return shown.find((pattern) => isLike(pattern, resource)) ?? '*';
}

const isLike = (pattern: string, text: string): boolean => matchTokens(tokenize(pattern), text);

function nameOf(principal: Principal): string {
  if (principal.type === 'service') return `service:${principal.service}`;
  return 'arn' in principal ? principal.arn : principal.type;
}

/** What another one says as well is left out; what was asked, in other circumstances, is always said. */
export function onlyTheWidest(openings: readonly Opening[]): readonly Opening[] {
  return openings.filter(
    (one) => one.anyContext === true || !openings.some((other) => other !== one && covers(other, one)),
  );
}

function covers(wide: Opening, narrow: Opening): boolean {
  return (
    wide.anyContext !== true &&
    (wide.principal === '*' || wide.principal === narrow.principal) &&
    isLike(wide.action.toLowerCase(), narrow.action.toLowerCase()) &&
    isLike(wide.resource, narrow.resource)
  );
}
