/** What the policies of a layer say together, three-valued. */
import { ROLE_KEY } from '../../engine/principal/caller';
import { matchPrincipal, matchRest, type PreparedRequest } from '../../engine/match';
import { parsePolicy, type CompiledPolicy } from '../../engine/policy';
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
import { and, or, type Truth } from '../../engine/truth';
import { usesIn } from '../../engine/unknowns/uses';
import type { NamedPolicy } from '../../evidence/values';

/**
 * `caller`: policies of the caller's side, without Principal · `resource`: they say whom they mean · `endpoint`: as
 * `resource`, but an account there means its root user only.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html
 */
export type Form = 'caller' | 'resource' | 'endpoint';

/** Policies that count as one document: those of one level of an organization, or all of a layer. */
export interface PolicyGroup {
  readonly target?: string;
  readonly policies: readonly NamedPolicy[];
  /** What was found when they were judged. */
  readonly found: readonly AppliedStatement[];
}

/** A statement that applies to the request, or may. */
export interface AppliedStatement {
  readonly statement: Statement;
  readonly policy: NamedPolicy;
  readonly truth: true | undefined;
}

export interface Tally {
  readonly denies: Truth;
  readonly allows: Truth;
  /** The ways in which the Allows that match name the caller, and those in which they may. */
  readonly sure: number;
  readonly maybe: number;
  readonly found: readonly AppliedStatement[];
}

const NONE: readonly AppliedStatement[] = [];

/** Every statement is judged: one Deny must not hide the second. */
export function tally(
  policies: readonly NamedPolicy[],
  asked: PreparedRequest,
  form: Form,
  hasBoundary?: Truth,
): Tally {
  let denies: Truth = false;
  let allows: Truth = false;
  let sure = 0;
  let maybe = 0;
  let found: AppliedStatement[] | undefined;
  for (const named of policies) {
    const policy = compiledOf(named, form);
    if (policy === undefined) {
      denies = or(denies, undefined);
      allows = or(allows, undefined);
      maybe |= ANY_WAY;
      continue;
    }
    for (const statement of policy.on(asked.lowerAction)) {
      if (statement.effect === 'Deny') {
        const truth = matchDeny(statement, asked, form, hasBoundary);
        if (truth === false) continue;
        denies = or(denies, truth);
        (found ??= []).push({ statement, policy: named, truth });
        continue;
      }
      const told = form === 'caller' ? BY_HOLDING : namingIn(statement, asked, form);
      if (told.sure === 0 && told.maybe === 0) continue;
      const rest = matchRest(statement, asked);
      if (rest === false) continue;
      const naming = form === 'resource' && hasBoundary === true ? throughBoundary(told, statement, asked) : told;
      if (naming.maybe !== 0) noteRoles(statement, asked);
      if (rest === true) sure |= naming.sure;
      maybe |= rest === true ? naming.maybe : naming.sure | naming.maybe;
      const truth = rest === true && naming.sure !== 0 ? true : undefined;
      allows = or(allows, truth);
      (found ??= []).push({ statement, policy: named, truth });
    }
  }
  return { denies, allows, sure, maybe: maybe & ~sure, found: found ?? NONE };
}

/** `undefined`: it could not be read, or AWS would refuse it in this place. */
export function compiledOf(named: NamedPolicy, form: Form): CompiledPolicy | undefined {
  if ('unreadable' in named) return undefined;
  const policy = parsePolicy(named.document);
  return policy.is === 'malformed' || misplaced(policy, form) ? undefined : policy;
}

/** Only policies of the resource's side say whom they mean, and those always. */
export function misplaced({ naming }: CompiledPolicy, form: Form): boolean {
  return naming !== 'empty' && naming !== (form === 'caller' ? 'none' : 'all');
}

function matchDeny(statement: Statement, asked: PreparedRequest, form: Form, hasBoundary: Truth): Truth {
  const who = form === 'caller' ? true : whoIsMeant(statement, asked, form, hasBoundary);
  if (who === false) return false;
  const rest = matchRest(statement, asked);
  if (rest === false) return false;
  if (who === undefined) {
    noteRoles(statement, asked);
    const uses = usesIn(asked.context);
    if (statement.notPrincipal && uses !== undefined) uses.boundary ||= hasBoundary === undefined;
  }
  return and(who, rest);
}

const ANY_WAY = 15;
const BY_HOLDING: Naming = { sure: ITS_ACCOUNT, maybe: 0 };
const BY_NOTHING: Naming = { sure: 0, maybe: 0 };

function namingIn({ principal }: Statement, { caller, context }: PreparedRequest, form: Form): Naming {
  if (principal === undefined) return BY_NOTHING;
  const naming = namingOf(principal, caller, context.readings);
  const onlyRoot = form === 'endpoint' && caller.type !== 'root';
  return onlyRoot && ((naming.sure | naming.maybe) & ITS_ACCOUNT) !== 0
    ? { sure: naming.sure & ~ITS_ACCOUNT, maybe: naming.maybe & ~ITS_ACCOUNT }
    : naming;
}

/** Whether a bare `*` passes a boundary as `*` with `aws:PrincipalArn` does, AWS does not say. */
function throughBoundary(naming: Naming, { conditions }: Statement, { context }: PreparedRequest): Naming {
  if ((naming.sure & ANYBODY) === 0 || conditions.some(({ lowerKey }) => lowerKey === ROLE_KEY)) return naming;
  if (context.readings.choose('wildcard-principal-and-boundary', true)) return naming;
  return { sure: (naming.sure & ~ANYBODY) | ITS_ROLE, maybe: naming.maybe };
}

/** Does the statement's Principal or NotPrincipal mean the caller? In the policy of an endpoint an account is its root user. */
export function whoIsMeant(statement: Statement, asked: PreparedRequest, form: Form, hasBoundary: Truth): Truth {
  if (form !== 'endpoint' || statement.notPrincipal) return matchPrincipal(statement, asked, hasBoundary);
  return isNamed(namingIn(statement, asked, form));
}

/** The roles that the caller may be, its path being unknown. */
function noteRoles({ principal }: Statement, { caller, context }: PreparedRequest): void {
  const uses = usesIn(context);
  if (uses === undefined || caller.roleOfUnknownPath === undefined) return;
  for (const name of principal?.aws ?? []) if (isRole(caller, name) === undefined) uses.roles.add(name);
}
