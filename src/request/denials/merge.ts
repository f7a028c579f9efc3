/** One denial, several records: S3's and KMS's of one call, and the copies in the caller's and the owner's account. */
import { accountOf } from '../../names/principal';
import { defined } from '../../defined';
import { bounded } from '../bounds';
import { callerSessionName } from './caller-name';
import type { Authorization, DeniedRequest } from '../types';
import type { RequestContext } from '../types';

/** Between S3's record and KMS's of one call; nothing else ties them, and clocks differ. */
const mostApart = 5_000;

/** The one denial of S3's and KMS's record, in either order; `undefined`: they are not of one call. */
export function mergeDenials(one: DeniedRequest, other: DeniedRequest): DeniedRequest | undefined {
  const kms = [one, other].find(isKms);
  const s3 = [one, other].find((request) => !isKms(request));
  if (s3 === undefined || kms === undefined || !isOneCall(s3, kms)) return undefined;
  const key = kms.authorizations[0];
  const place = key === undefined ? undefined : encryptionAt(s3, kms, key);
  if (key === undefined || place === undefined) return undefined;
  const bound = s3.authorizations.map((asked) => (asked === place ? withKey(asked, key) : asked));
  return bounded({
    ...s3,
    // S3 shows the reason only to callers of the organization, and often vaguely; KMS's own record may be clearer.
    said: s3.said.is === 'reason' || kms.said.is !== 'reason' ? s3.said : kms.said,
    furtherEventIds: unique([...(s3.furtherEventIds ?? []), kms.eventId, ...(kms.furtherEventIds ?? [])]),
    authorizations: bound,
  });
}

/** A batch with every denial once, in the order of their first records. */
export function joinDenials(requests: readonly DeniedRequest[]): readonly DeniedRequest[] {
  const joined: (DeniedRequest | undefined)[] = [...joinCopies(requests)];
  const waiting = s3ByCall(joined);
  joined.forEach((kms, at) => {
    if (kms === undefined || !isKms(kms)) return;
    for (const name of callNames(kms, [-1, 0, 1])) {
      const places = waiting.get(name) ?? [];
      const match = places.find((place) => merged(joined[place], kms) !== undefined);
      if (match === undefined) continue;
      const both = merged(joined[match], kms);
      places.splice(places.indexOf(match), 1);
      joined[match] = undefined;
      joined[at] = undefined;
      joined[Math.min(match, at)] = both;
      return;
    }
  });
  return joined.filter((request) => request !== undefined);
}

function s3ByCall(requests: readonly (DeniedRequest | undefined)[]): ReadonlyMap<string, number[]> {
  const byCall = new Map<string, number[]>();
  requests.forEach((request, at) => {
    if (request === undefined || isKms(request)) return;
    for (const name of callNames(request, [0])) {
      const places = byCall.get(name);
      if (places === undefined) byCall.set(name, [at]);
      else places.push(at);
    }
  });
  return byCall;
}

const merged = (s3: DeniedRequest | undefined, kms: DeniedRequest) =>
  s3 === undefined ? undefined : mergeDenials(s3, kms);

const isKms = ({ eventSource }: DeniedRequest): boolean => eventSource === 'kms.amazonaws.com';

function isOneCall(s3: DeniedRequest, kms: DeniedRequest): boolean {
  const keys = [s3.session?.accessKeyId, kms.session?.accessKeyId];
  const sameKey = keys.includes(undefined) || keys[0] === keys[1];
  const apart = Math.abs(Date.parse(s3.time) - Date.parse(kms.time));
  return (
    sameKey &&
    apart <= mostApart &&
    callerSessionName(s3.principal) === callerSessionName(kms.principal) &&
    mayBeOfKey(s3)
  );
}

/** A text that names an S3 action was no denial of the key. */
function mayBeOfKey({ said }: DeniedRequest): boolean {
  if (said.is !== 'reason' && said.is !== 'statement') return true;
  return said.action === undefined || said.action.startsWith('kms:');
}

/** S3's authorization that KMS's record is about. */
function encryptionAt(s3: DeniedRequest, kms: DeniedRequest, key: Authorization): Authorization | undefined {
  return s3.authorizations.find(
    ({ action, purpose, resource }) =>
      purpose === 'encryption' && action === key.action && isAbout(s3, kms, resource) && isSameKey(resource, key),
  );
}

function isAbout(s3: DeniedRequest, kms: DeniedRequest, resource: Authorization['resource']): boolean {
  const object = resource.is === 'key-of-object' ? resource : s3;
  if (kms.bucket === undefined) return false;
  // Through an access point S3's record may not name the bucket.
  if (object.bucket !== undefined && object.bucket !== kms.bucket) return false;
  return kms.key === undefined || object.key === undefined || kms.key === object.key;
}

const isSameKey = (resource: Authorization['resource'], key: Authorization): boolean =>
  resource.is !== 'arn' || key.resource.is !== 'arn' || resource.arn === key.resource.arn;

function withKey(asked: Authorization, key: Authorization): Authorization {
  const { assumptions: _settled, ...rest } = asked;
  const bindsKey = key.resource.is === 'arn';
  return {
    ...(bindsKey ? rest : asked),
    ...(bindsKey ? { resource: key.resource } : {}),
    ...defined({ resourceAccountId: key.resourceAccountId }),
    certain: true,
    context: withAddress(key.context, asked.context),
  };
}

/** Only S3's record shows the caller's address. */
function withAddress(context: RequestContext, { known }: RequestContext): RequestContext {
  const address = known['aws:SourceIp'];
  return address === undefined ? context : { ...context, known: { ...context.known, 'aws:SourceIp': address } };
}

/** Under which names records of one call meet: caller, about when, bucket and, if both show it, key. */
function callNames(request: DeniedRequest, around: readonly number[]): readonly string[] {
  const caller = callerSessionName(request.principal);
  const window = Math.floor(Date.parse(request.time) / mostApart);
  const things = [
    request,
    ...request.authorizations.flatMap(({ resource }) => (resource.is === 'key-of-object' ? [resource] : [])),
  ];
  const places = things.flatMap(({ bucket, key }) => (key === undefined ? [[bucket]] : [[bucket, key], [bucket]]));
  const looked = isKms(request) ? places.slice(0, 1) : places;
  return unique(around.flatMap((offset) => looked.map((place) => JSON.stringify([caller, window + offset, ...place]))));
}

/**
 * Events arrive more than once, and the copies of two accounts have one shared id: the one that shows more stays. Whoever writes
 * records by hand gives many calls one id, so that it takes the same call as well.
 */
function joinCopies(requests: readonly DeniedRequest[]): readonly DeniedRequest[] {
  const kept = new Map<string, DeniedRequest>();
  for (const request of requests) {
    const name = copyName(request) ?? `unnamed ${kept.size}`;
    const other = kept.get(name);
    kept.set(name, other === undefined ? request : fuller(other, request));
  }
  return [...kept.values()];
}

/** The same for every copy of one event; the copy of another account shows neither who called nor all that was asked. */
function copyName(request: DeniedRequest): string | undefined {
  const { eventId, sharedEventId, time, operation, principal, bucket, key, requestId } = request;
  if (sharedEventId !== undefined)
    return JSON.stringify(['shared', sharedEventId, time, operation, accountOf(principal) ?? principal.type]);
  if (eventId === '') return undefined;
  return JSON.stringify(['event', eventId, time, operation, callerSessionName(principal), bucket, key, requestId]);
}

function fuller(one: DeniedRequest, other: DeniedRequest): DeniedRequest {
  const [most, rest] = tells(other) > tells(one) ? [other, one] : [one, other];
  const ids = unique([...(most.furtherEventIds ?? []), rest.eventId, ...(rest.furtherEventIds ?? [])]);
  const further = ids.filter((id) => id !== most.eventId);
  return further.length === 0 ? most : { ...most, furtherEventIds: further };
}

function tells({ principal }: DeniedRequest): number {
  if (principal.type === 'unidentified') return 0;
  return principal.type === 'assumed-role' && principal.roleArn === undefined ? 1 : 2;
}

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)];
