/** Reads what several layers need, each fact as soon as what it depends on is known. */
import type { BoundAuthorization, BoundRequest, DeniedRequest } from '../../request/types';
import type { RequestUnknown } from '../../request/unknowns';
import type { Reader } from '../define';
import type { AuthorizationDetails, VpcEndpoint } from '../values';
import { bucketOf, bucketReads, type KnownBucket } from './bucket';
import { askedBy, evaluationOf, evaluationReads } from './evaluation';
import { endpointOf, endpointReads } from './endpoint';
import { keyReads } from './key/key';
import { membershipOf, organizationReads, type Membership } from './organization';
import { principalOf, principalReads, type KnownPrincipal } from './principal';
import { find, type Resolution, type Resolved } from './resolution';
import { makerTagsOf } from './resource/maker';
import { resourceOf, type KnownResource } from './resource/resource';
import { tagReads } from './resource/tags';
import { withBucket } from './unbound';

/** Every reader that `resolve` uses: what its role must be allowed. */
export const resolveReads: readonly Reader<unknown>[] = [
  ...new Set<Reader<unknown>>([
    ...bucketReads,
    ...principalReads,
    ...organizationReads,
    ...endpointReads,
    ...evaluationReads,
    ...keyReads,
    ...tagReads,
  ]),
];

export interface ResolvedFacts {
  /** With the owner and the Region of its bucket. */
  readonly request: BoundRequest;
  readonly bucket: KnownBucket;
  readonly principal: KnownPrincipal;
  /** The organization of the caller's account. */
  readonly caller: Membership;
  readonly endpoint: VpcEndpoint | undefined;
  /** AWS's own, of this denial. */
  readonly evaluation: AuthorizationDetails | undefined;
  readonly makerTags: Readonly<Record<string, string>> | undefined;
  /** What each authorization is about, without those that nobody asks. */
  readonly resources: readonly KnownResource[];
  /** What could not be found, in the order above. */
  readonly unknowns: readonly RequestUnknown[];
}

/** Only what is about a resource waits for the bucket: it is read in the bucket's Region, of the bucket's owner. */
export async function factsOf(denied: DeniedRequest, main: BoundAuthorization, read: Unplaced): Promise<ResolvedFacts> {
  const bucket = find(read, (own) => bucketOf(own, main));
  const caller = find(read, (own) => membershipOf(own, main, 'caller'));
  const evaluation = find(read, (own) => evaluationOf(own, main));
  const placed = bucket.then(({ value }) => withBucket(read.request, value));
  const found = await Promise.all([
    bucket,
    find(read, (own) => principalOf(own, main)),
    caller,
    find(read, (own) => endpointOf(own, main)),
    evaluation,
    placed.then((request) => resourcesOf(denied, { ...read, request }, { caller, evaluation })),
    placed.then((request) => find({ ...read, request }, (own) => makerTagsOf(own, main))),
  ]);
  const [{ value: ofBucket }, principal, { value: member }, endpoint, { value: details }, resources, maker] = found;
  return {
    request: await placed,
    bucket: ofBucket,
    principal: principal.value,
    caller: member,
    endpoint: endpoint.value,
    evaluation: details,
    makerTags: maker.value,
    resources: resources.flatMap(({ value }) => value ?? []),
    unknowns: onceEach(found.flat().flatMap(({ unknowns }) => unknowns)),
  };
}

/** What is known before anything is read. */
type Unplaced = Omit<Resolution, 'unknowns'>;

interface Elsewhere {
  readonly caller: Promise<Resolved<Membership>>;
  readonly evaluation: Promise<Resolved<AuthorizationDetails | undefined>>;
}

async function resourcesOf(
  { authorizations }: DeniedRequest,
  read: Unplaced,
  { caller, evaluation }: Elsewhere,
): Promise<readonly Resolved<KnownResource | undefined>[]> {
  const { value: details } = await evaluation;
  return Promise.all(
    read.request.authorizations.map((authorization, place) => {
      const asked = askedBy(details, authorization, authorizations[place]?.resource);
      return find(read, (own) => resourceOf(own, asked.authorization, asked.resource, caller));
    }),
  );
}

/** Several authorizations may lack the same. */
const onceEach = (unknowns: readonly RequestUnknown[]): readonly RequestUnknown[] => [
  ...new Map(unknowns.map((unknown) => [JSON.stringify(unknown), unknown])).values(),
];
