/** Undoes changes of what hangs on a role, a user or a group. */
import type { SetThing } from '../../../evidence/changes/types';
import { identityPolicies } from '../../../evidence/readers/identity-policies';
import { permissionsBoundary } from '../../../evidence/readers/permissions-boundary';
import { sessionPolicies } from '../../../evidence/readers/session-policies';
import { isRoleArn } from '../../../names/principal';
import type { IdentityPolicies, ReadPolicy } from '../../../evidence/values';
import { everyPolicy, inList } from './policies';
import { notRecorded, theOne } from './one-thing';
import type { Mode, Revert, Reverse } from './types';

export type Kind = 'role' | 'user' | 'group';
type Listed = IdentityPolicies['policies'][number];

const lastOf = (arn: string): string => arn.split('/').at(-1) ?? arn;

/** Is the reading the changed principal's? A user's holds its groups' as well. */
const isOf = (kind: Kind, name: string, target: string, policies: readonly Listed[]): boolean =>
  kind === 'group'
    ? policies.some(({ attachedTo }) => attachedTo === `group ${name}`)
    : lastOf(target) === name && isRoleArn(target) === (kind === 'role');

/** `undefined`: a group whose policies are all gone is not known to be the user's. */
const onPolicies =
  (
    kind: Kind,
    name: string,
    edit: (policies: readonly Listed[], mode: Mode) => readonly unknown[] | undefined,
  ): Revert =>
  (reading, target, mode) => {
    if (reading.status !== 'found') return reading;
    const { policies } = reading.value as IdentityPolicies;
    if (!isOf(kind, name, target, policies)) return kind === 'group' && !isRoleArn(target) ? undefined : reading;
    const edited = edit(policies, mode);
    return edited === undefined ? undefined : { ...reading, value: { policies: edited } };
  };

/** A policy was attached, or detached: `before` is the detached one. */
export const attachment =
  (kind: Kind): Reverse =>
  (change) =>
    theOne(change, ({ of: [name = '', arn = ''], before, after }) => {
      const attachedTo = `${kind} ${name}`;
      const isIt = (policy: Listed) => policy.arn === arn && policy.attachedTo === attachedTo;
      const detached = after === null;
      if (detached && !isPolicy(before)) return notRecorded(change, 'before');
      // Attaching what is attached already succeeds: https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html
      const wasThere = !detached && typeof before === 'string';
      const edit = (policies: readonly Listed[], mode: Mode): readonly unknown[] | undefined => {
        if (mode === 'rewind' && policies.some(isIt) === detached) return undefined;
        if (detached) return policies.some(isIt) ? policies : [...policies, { ...(before as ReadPolicy), attachedTo }];
        return wasThere ? policies : policies.filter((policy) => !isIt(policy));
      };
      return { readings: [[identityPolicies, onPolicies(kind, name, edit)]] };
    });

/** A user came to a group, or left it: `before` is what the group gives its members. */
export const membership: Reverse = (change) =>
  theOne(change, ({ of: [user = '', group = ''], before, after }) => {
    const isOfGroup = ({ attachedTo }: Listed) => attachedTo === `group ${group}`;
    const left = after === null;
    if (left && !isIdentityPolicies(before)) return notRecorded(change, 'before');
    const wasThere = !left && typeof before === 'string';
    const edit = (policies: readonly Listed[], mode: Mode): readonly Listed[] | undefined => {
      const others = policies.filter((policy) => !isOfGroup(policy));
      const isThere = others.length < policies.length;
      if (!left) return wasThere ? policies : others;
      if (isThere) return mode === 'rewind' ? undefined : policies;
      return [...policies, ...(before as IdentityPolicies).policies];
    };
    return { readings: [[identityPolicies, onPolicies('user', user, edit)]] };
  });

const isIdentityPolicies = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'policies' in value;
const isPolicy = (value: unknown): boolean => typeof value === 'object' && value !== null && 'document' in value;

/** An inline policy was put, or deleted. */
export const inlinePolicy =
  (kind: Kind): Reverse =>
  (change) =>
    theOne(
      change,
      ({ of: [principal = '', name = ''], before, after }) => {
        const attachedTo = `${kind} ${principal}`;
        const isIt = (policy: { readonly name: string; readonly arn?: string; readonly attachedTo?: string }) =>
          policy.name === name && policy.arn === undefined && policy.attachedTo === attachedTo;
        const edit = (policies: readonly Listed[], mode: Mode) =>
          inList(policies, isIt, { name, attachedTo }, { before, after }, mode);
        return { readings: [[identityPolicies, onPolicies(kind, principal, edit)]] };
      },
      'both',
    );

/** A managed policy's default version is another, wherever it hangs. */
export const managedPolicy: Reverse = (change) =>
  theOne(
    change,
    ({ of: [arn = ''], before, after }) => {
      const revert = everyPolicy((policy) => policy.arn === arn, before, after);
      return { readings: [identityPolicies, permissionsBoundary, sessionPolicies].map((reader) => [reader, revert]) };
    },
    'both',
  );

/** A boundary was put, or taken away: `before` is the policy that it replaced. */
export const boundary =
  (kind: Exclude<Kind, 'group'>): Reverse =>
  (change) =>
    theOne(change, (thing) => {
      const { before } = thing;
      if (before !== null && !isPolicy(before)) return notRecorded(change, 'before');
      const revert: Revert = (reading, target, mode) => {
        if (lastOf(target) !== thing.of[0] || isRoleArn(target) !== (kind === 'role')) return reading;
        if (!isInForce(reading.status === 'found' ? (reading.value as ReadPolicy) : undefined, thing)) {
          return mode === 'rewind' ? undefined : reading;
        }
        return before === null
          ? { status: 'absent' }
          : { status: 'found', value: { ...(before as ReadPolicy), attachedTo: target } };
      };
      return { readings: [[permissionsBoundary, revert]] };
    });

/** Another one that was put later stays. */
const isInForce = (policy: ReadPolicy | undefined, { after }: SetThing): boolean =>
  after === null ? policy === undefined : policy?.arn === after;
