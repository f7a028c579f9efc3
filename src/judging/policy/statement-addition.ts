/** What one statement adds to what the policies of a layer say together. */
import { matchPrincipal, matchRest, type PreparedRequest } from '../../engine/match';
import { ROLE_KEY } from '../../engine/principal/caller';
import {
  ANYBODY,
  ITS_ACCOUNT,
  ITS_ROLE,
  isNamed,
  namingOf,
  type Naming,
} from '../../engine/principal/principal-element';
import { isRole } from '../../engine/principal/role';
import type { Statement } from '../../engine/statement';
import { and, type Truth } from '../../engine/truth';
import { openPartsOf, usesIn } from '../../engine/unknowns/uses';
import { boundaryIn, boundaryQuestions } from './boundary';
import type { Form } from './form';

/** Bits: of several statements the union counts. The lowest four are the ways in which Allows name the caller. */
export type Addition = number;
export const NOTHING: Addition = 0;
/** The ways in which they may name it. */
export const MAYBE = 4;
export const ANY_WAY = 15;
export const ALLOWS: Addition = 256;
export const MAY_ALLOW: Addition = 512;
export const DENIES: Addition = 1024;
export const MAY_DENY: Addition = 2048;
const OPEN: Addition = (ANY_WAY << MAYBE) | MAY_ALLOW | MAY_DENY;

export function additionOf(statement: Statement, asked: PreparedRequest, form: Form, hasBoundary: Truth): Addition {
  return statement.effect === 'Deny'
    ? denial(statement, asked, form, hasBoundary)
    : allowance(statement, asked, form, hasBoundary);
}

function denial(statement: Statement, asked: PreparedRequest, form: Form, hasBoundary: Truth): Addition {
  const who = form === 'caller' ? true : whoIsMeant(statement, asked, form, hasBoundary);
  if (who === false) return NOTHING;
  const rest = matchRest(statement, asked);
  if (rest === false) return NOTHING;
  return and(who, rest) === true ? DENIES : MAY_DENY;
}

function allowance(statement: Statement, asked: PreparedRequest, form: Form, hasBoundary: Truth): Addition {
  const held = form === 'caller' ? BY_HOLDING : namingIn(statement, asked, form);
  if (held.sure === 0 && held.maybe === 0) return NOTHING;
  const rest = matchRest(statement, asked);
  if (rest === false) return NOTHING;
  const { sure, maybe } = form === 'resource' && hasBoundary === true ? throughBoundary(held, statement, asked) : held;
  if (rest === undefined) return ((sure | maybe) << MAYBE) | MAY_ALLOW;
  return sure | (maybe << MAYBE) | (sure === 0 ? MAY_ALLOW : ALLOWS);
}

/** Notes a statement of which it is open what it adds; `list`: the statements with which it counts together. */
export function noteOpen(
  statement: Statement,
  addition: Addition,
  list: object,
  asked: PreparedRequest,
  form: Form,
  hasBoundary: Truth,
): void {
  const uses = usesIn(asked.context);
  if (uses === undefined || (addition & OPEN) === 0) return;
  const { principal, notPrincipal } = statement;
  uses.rules.push({
    rule: statement,
    parts: openPartsOf(statement, asked),
    roles: principal?.aws.filter((name) => isPerhapsRole(asked, name)) ?? [],
    boundary:
      notPrincipal && whoIsMeant(statement, asked, form, hasBoundary) === undefined && hasBoundary === undefined,
    list,
    adds: (other) => withMaybe(additionOf(statement, other, form, hasBoundary ?? boundaryIn(other.context))),
  });
}

/** What is sure may be so as well: then of two statements one adds all that the other may, and more is seen to be the same. */
const withMaybe = (addition: Addition): Addition =>
  addition | ((addition & ANY_WAY) << MAYBE) | ((addition & (ALLOWS | DENIES)) << 1);

/** The path of the caller's role being unknown. */
const isPerhapsRole = ({ caller }: PreparedRequest, name: string): boolean =>
  caller.roleOfUnknownPath !== undefined && isRole(caller, name) === undefined;

const BY_HOLDING: Naming = { sure: ITS_ACCOUNT, maybe: 0 };
const BY_NOTHING: Naming = { sure: 0, maybe: 0 };

function namingIn({ principal }: Statement, { caller, context }: PreparedRequest, form: Form): Naming {
  if (principal === undefined) return BY_NOTHING;
  const naming = namingOf(principal, caller, context.interpretations);
  const onlyRoot = form === 'endpoint' && caller.type !== 'root';
  return onlyRoot && ((naming.sure | naming.maybe) & ITS_ACCOUNT) !== 0
    ? { sure: naming.sure & ~ITS_ACCOUNT, maybe: naming.maybe & ~ITS_ACCOUNT }
    : naming;
}

/** Whether a bare `*` passes a boundary as `*` with `aws:PrincipalArn` does, AWS does not say. */
function throughBoundary(naming: Naming, { conditions }: Statement, { context }: PreparedRequest): Naming {
  if ((naming.sure & ANYBODY) === 0 || conditions.some(({ lowerKey }) => lowerKey === ROLE_KEY)) return naming;
  if (context.interpretations.of('wildcard-principal-and-boundary', boundaryQuestions)) return naming;
  return { sure: (naming.sure & ~ANYBODY) | ITS_ROLE, maybe: naming.maybe };
}

/** Does the statement's Principal or NotPrincipal mean the caller? In the policy of an endpoint an account is its root user. */
export function whoIsMeant(statement: Statement, asked: PreparedRequest, form: Form, hasBoundary: Truth): Truth {
  if (form !== 'endpoint' || statement.notPrincipal) return matchPrincipal(statement, asked, hasBoundary);
  return isNamed(namingIn(statement, asked, form));
}
