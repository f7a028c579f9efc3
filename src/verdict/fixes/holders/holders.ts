/** Who holds what a fix changes, and what made it: that decides how the fix is made, and by whom. */
import { isOfAws } from '../../../judging/commands/put-iam-policy';
import type { AnyLayer } from '../../../layers/define';
import { permissionSetOf, type Principal } from '../../../names/principal';
import type { BoundRequest } from '../../../request/types';
import { ofAnInstance } from '../../causes/circumstances';
import type { ProposedFix } from '../../verdict';
import type { FixCase } from '../fix-case';
import type { FixNote } from '../fix-notes';
import type { PolicyChange } from '../types';
import { lockOutBy } from './lock-out';
import { sourceOf } from './sources';

export function holderNotes(changes: readonly PolicyChange[], card: AnyLayer, fixCase: FixCase): readonly FixNote[] {
  const { request } = fixCase;
  const notes = changes.flatMap((change) => [
    ...permissionSet(change, card, request),
    ...reservedRole(change, card, request),
    ...managedPolicy(change, card),
    ...source(change, card, request),
    ...lockOutBy(change, card, fixCase),
  ]);
  return [...new Map(notes.map((note) => [JSON.stringify(note), note])).values()];
}

/** The caller, if more than it may be meant by what lets it pass. */
export const sharedCaller = (request: BoundRequest): readonly FixNote[] =>
  ofAnInstance(request).map(({ facts: { role } }): FixNote => ({ code: 'is-it-the-intended-caller', facts: { role } }));

/** Customer managed policies of the account are changed there; inline ones in Identity Center. */
function permissionSet({ policy }: PolicyChange, card: AnyLayer, { principal }: BoundRequest): readonly FixNote[] {
  const set = permissionSetOf(roleNameOf(principal));
  const isInline = card.side === 'principal' && card.kind === 'grant' && policy.arn === undefined;
  return set === undefined || !isInline ? [] : [{ code: 'permission-set', facts: { permissionSet: set } }];
}

/** What binds many is no surprise where a layer is there for that. */
function managedPolicy({ policy, edit }: PolicyChange, { policies }: AnyLayer): readonly FixNote[] {
  const isOwn = policies?.naming === 'nobody' && policies.isShared !== true;
  if (!isOwn || edit === 'create' || policy.arn === undefined || isOfAws(policy.arn)) return [];
  return [{ code: 'managed-policy', facts: { policy: policy.name } }];
}

/**
 * A set that is provisioned again gets a role of another suffix; sixteen `?` fit nothing but such a suffix.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
function reservedRole({ after }: PolicyChange, { side }: AnyLayer, { principal }: BoundRequest): readonly FixNote[] {
  const role = roleNameOf(principal);
  const set = permissionSetOf(role);
  if (set === undefined || side === 'principal' || !JSON.stringify(after).includes(role)) return [];
  const pattern = `${role.slice(0, -16)}${'?'.repeat(16)}`;
  return [{ code: 'reserved-role-is-named', facts: { role, permissionSet: set, pattern } }];
}

const roleNameOf = (principal: Principal): string => ('roleName' in principal ? principal.roleName : '');

/** A stack may have made the policy, or what it hangs on. */
function source({ policy, edit, place }: PolicyChange, card: AnyLayer, request: BoundRequest): readonly FixNote[] {
  const holder = card.side === 'principal' ? nameOfCaller(request.principal) : place.target;
  const names = [...(card.policies?.isShared === true ? [] : [holder]), ...(edit === 'change' ? [policy.name] : [])];
  const tags = {
    ...tagsOf(card.side === 'principal' ? /^aws:PrincipalTag\// : /^(?:aws:ResourceTag|s3:BucketTag)\//, request),
    ...(card.side !== 'principal' && holder === request.bucket ? request.makerTags : {}),
  };
  const found = names.flatMap((what) => sourceOf(what, what === holder ? tags : {}) ?? []);
  return found.slice(0, 1);
}

function nameOfCaller(principal: Principal): string {
  if (principal.type === 'user') return principal.userName;
  return roleNameOf(principal);
}

function tagsOf(family: RegExp, { authorizations }: BoundRequest): Readonly<Record<string, string>> {
  const known = authorizations.flatMap(({ context }) => Object.entries(context.known));
  const tags = known.filter(([key, value]) => family.test(key) && typeof value === 'string');
  return Object.fromEntries(tags.map(([key, value]) => [key.slice(key.indexOf('/') + 1), String(value)]));
}

/** A statement that lets a service in lets it in for everybody whom it works for, unless it names the source. */
export function openToOthers(changes: readonly PolicyChange[], { principal }: BoundRequest): readonly FixNote[] {
  if (principal.type !== 'service') return [];
  const open = addedIn(changes).some((statement) => !/"aws:Source(?:Account|Arn|OrgID|OrgPaths)"/i.test(statement));
  return open ? [{ code: 'add-your-own-source', facts: { service: principal.service } }] : [];
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status */
export function openToAll({ changes, facts }: ProposedFix, { principal }: BoundRequest): readonly FixNote[] {
  const { action, resource = '?' } = facts;
  const isOpen = addedIn(changes).some((statement) => !staysPrivate.test(statement));
  return principal.type === 'anonymous' && isOpen ? [{ code: 'makes-public', facts: { action, resource } }] : [];
}

/** Held to fixed values of these keys. A statement that is made for an anonymous caller has equalities only. */
const staysPrivate = /"aws:(SourceIp|SourceVpc|SourceVpce|VpcSourceIp)"/i;

const addedIn = (changes: readonly PolicyChange[]): readonly string[] =>
  changes.flatMap(({ after, statements }) => {
    const all = after['Statement'] as readonly unknown[];
    return statements.flatMap((edit) => (edit.is === 'added' ? [JSON.stringify(all[edit.index - 1])] : []));
  });
