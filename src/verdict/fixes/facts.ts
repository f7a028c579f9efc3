/** What the sentences of a fix are made of. */
import { defined } from '../../defined';
import type { AnyLayer } from '../../layers/define';
import { bucketInArn } from '../../names/bucket';
import type { BoundAuthorization, BoundRequest } from '../../request/types';
import type { UngradedCause } from '../causes/causes';
import type { CausePolicy, CauseStatement } from '../types';
import type { FixFacts } from '../verdict';
import { joined } from './changed-names';

export function factsOf(cause: UngradedCause, { principal }: BoundRequest): FixFacts {
  const { action, resource, policy, setting } = cause;
  return defined({
    action,
    resource: resource ?? undefined,
    policy: policy?.name ?? policy?.arn,
    attachedTo: policy?.attachedTo,
    statement: denyingIn(cause).map(nameOf)[0],
    setting,
    principal: 'arn' in principal ? principal.arn : undefined,
    service: principal.type === 'service' ? principal.service : undefined,
    anonymous: principal.type === 'anonymous' ? 'true' : undefined,
  });
}

/** For all causes of one layer together, `seen` as the policies name the resources; `principal` is the role or user whose sessions they all are. */
export function factsOfAll(
  causes: readonly UngradedCause[],
  places: readonly number[],
  card: AnyLayer,
  request: BoundRequest,
  seen: ReadonlyMap<number, string>,
): FixFacts {
  const asked = places.flatMap((place) => request.authorizations[place] ?? []);
  const resources = places.flatMap((place) => seen.get(place) ?? request.authorizations[place]?.resource ?? []);
  const all = causes.map((cause) => factsOf(cause, request));
  const listed = (name: 'policy' | 'attachedTo') => joined(all.flatMap((facts) => facts[name] ?? []));
  const denying = causes.flatMap(denyingIn);
  return defined({
    ...all[0],
    action: joined(asked.map(({ action }) => action)) ?? '',
    resource: joined(resources),
    policy: listed('policy'),
    attachedTo: listed('attachedTo'),
    statement: joined(denying.map(nameOf)),
    principal: ownArn(request),
    holder: holderOf(card, request, asked[0]),
  });
}

type Denying = { readonly policy: CausePolicy; readonly statement: CauseStatement };

/** Every statement that the cause is made of. */
function denyingIn({ policy, statement, alsoDeniedBy = [] }: UngradedCause): readonly Denying[] {
  return policy === undefined || statement === undefined ? [] : [{ policy, statement }, ...alsoDeniedBy];
}

const nameOf = ({ statement: { sid, index } }: Denying): string => sid ?? `#${index}`;

/** A session's role: naming the session would fix it for an hour. */
function ownArn({ principal }: BoundRequest): string | undefined {
  if (principal.type === 'assumed-role') return principal.roleArn ?? principal.arn;
  return 'arn' in principal ? principal.arn : undefined;
}

/** Whose policy grows; a key says itself which it is. */
function holderOf({ side }: AnyLayer, request: BoundRequest, asked?: BoundAuthorization): string | undefined {
  const { accessPoint } = request;
  // A copy asks two buckets.
  const bucket = bucketInArn(asked?.bucketResource ?? asked?.resource ?? undefined) ?? request.bucket;
  return {
    principal: ownArn(request),
    resource: bucket,
    'access-point': accessPoint,
    key: undefined,
    network: undefined,
  }[side];
}
