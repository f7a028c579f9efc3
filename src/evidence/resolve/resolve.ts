/** From what the record tells to what several layers need: each fact found, absent or unknown. */
import { bindEndpoint, endpointOf, endpointReads } from './endpoint';
import { bindEncryptionContext } from './encryption-context';
import { keyOf, keyReads, type KnownKey } from './key';
import { bindMembership, isManagement, membershipOf, organizationReads, type Membership } from './organization';
import { bucketOf, ownerReads, type KnownBucket } from './owner';
import { bindPrincipal, principalOf, principalReads, type KnownPrincipal } from './principal';
import { note, type Case } from './reading';
import { resourceOf, resourceReads } from './resource';
import { bindKey } from './bind';
import { isServiceRole, keyAccount, unbound, withBucket } from './unbound';
import type { Reader } from '../define';
import type { ReadingSession } from '../session/session';
import type { VpcEndpoint } from '../values';
import type { Authorization, BoundAuthorization, BoundRequest, DeniedRequest } from '../../request/types';

/** Every reader that `resolve` uses: what its role must be allowed. */
export const resolveReads: readonly Reader<unknown>[] = [
  ...new Set<Reader<unknown>>([
    ...ownerReads,
    ...principalReads,
    ...organizationReads,
    ...endpointReads,
    ...keyReads,
    ...resourceReads,
  ]),
];

/** Binds a request as far as AWS tells. Never throws: what is not found is in `unknowns`. */
export async function resolve(denied: DeniedRequest, session: ReadingSession): Promise<BoundRequest> {
  const unknowns: Case['unknowns'] = new Map();
  const provisional = unbound(denied);
  const [first] = provisional.authorizations;
  if (first === undefined) return provisional;
  const told: Case = { request: provisional, session, unknowns };
  const bucket = await bucketOf(told, first);
  const placed: Case = { ...told, request: withBucket(provisional, bucket) };
  const subject = placed.request.authorizations[0] ?? first;
  const [principal, caller, endpoint] = await Promise.all([
    principalOf(placed, subject),
    membershipOf(placed, subject, 'caller'),
    endpointOf(placed, subject),
  ]);
  const known: Known = { denied, bucket, principal, caller, endpoint };
  const bound = await Promise.all(
    placed.request.authorizations.map(async (authorization, index) => {
      const asked = denied.authorizations[index];
      return asked === undefined ? [] : bind(placed, known, asked, authorization);
    }),
  );
  return {
    ...placed.request,
    principal: principal.principal,
    organizationId: caller.is === 'member' ? caller.id : undefined,
    authorizations: bound.flat(),
    unknowns: [...unknowns.values()],
  };
}

interface Known {
  readonly denied: DeniedRequest;
  readonly bucket: KnownBucket;
  readonly principal: KnownPrincipal;
  readonly caller: Membership;
  readonly endpoint: VpcEndpoint | undefined;
}

/** No authorization is left when nothing is encrypted with KMS. */
async function bind(
  read: Case,
  known: Known,
  asked: Authorization,
  authorization: BoundAuthorization,
): Promise<readonly BoundAuthorization[]> {
  const named = await withResource(read, asked, authorization);
  if (named === undefined) return [];
  const { context, awsManagedKey } = await resourceOf(read, named);
  const owner = await ownerOf(read, known, named);
  const sides = bindMembership(bindMembership(context, 'Principal', known.caller), 'Resource', owner);
  const bound = bindPrincipal(withEndpoint(sides, read, known), read.request, known.principal);
  const origin = known.bucket.accessPoint?.networkOrigin;
  return [
    {
      ...named,
      context: origin === undefined ? bound : bindKey(bound, 's3:AccessPointNetworkOrigin', origin),
      flags: {
        ...named.flags,
        principalIsServiceLinkedRole:
          named.flags.principalIsServiceLinkedRole || isServiceRole(known.principal.facts?.arn),
        // Services and anonymous callers belong to no account.
        principalAccountIsManagement: 'accountId' in read.request.principal ? isManagement(known.caller) : false,
        resourceAccountIsManagement: isManagement(owner),
        ...(known.caller.is === 'none' ? { principalAccountIsStandalone: true } : {}),
        ...(owner.is === 'none' ? { resourceAccountIsStandalone: true } : {}),
        awsManagedKey,
      },
    },
  ];
}

async function withResource(
  read: Case,
  { resource: reference, certain }: Authorization,
  authorization: BoundAuthorization,
): Promise<BoundAuthorization | undefined> {
  if (reference.is === 'arn') return authorization;
  if (reference.is === 'not-told') {
    note(read.unknowns, { code: 'resource-unknown', facts: { action: authorization.action, why: reference.why } });
    return authorization;
  }
  const key: KnownKey = await keyOf(read, authorization, reference);
  if (key.is === 'none') return undefined;
  if (key.is === 'unknown') return authorization;
  const account = keyAccount(key.arn);
  return {
    ...authorization,
    context: bindEncryptionContext(authorization.context, key.encryptionContext),
    resource: key.arn,
    resourceAccountId: account ?? authorization.resourceAccountId,
    needed: certain || key.certain ? 'yes' : 'unknown',
    assumptions: [...authorization.assumptions, ...(key.assumption === undefined ? [] : [key.assumption])],
  };
}

/** Of one account the answer is the same, whichever side it stands on. */
async function ownerOf(read: Case, { caller }: Known, authorization: BoundAuthorization): Promise<Membership> {
  const { principal } = read.request;
  const account = authorization.resourceAccountId;
  if (account === undefined) return { is: 'unknown' };
  if ('accountId' in principal && principal.accountId === account) return caller;
  return membershipOf(read, authorization, 'resource');
}

function withEndpoint(context: BoundAuthorization['context'], { request }: Case, { endpoint, caller }: Known) {
  const bound = bindEndpoint(context, endpoint);
  const { principal } = request;
  const isOfCaller =
    endpoint?.ownerId !== undefined && 'accountId' in principal && principal.accountId === endpoint.ownerId;
  return isOfCaller ? bindMembership(bound, 'Vpce', caller) : bound;
}
