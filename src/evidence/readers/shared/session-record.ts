/** The record of the call that began a session: it shows what no API does. */
import { defined } from '../../../defined';
import { at, listAt, lookUpEvents, textAt, type EventRecord, type Lookup } from './events';
import { Unread } from '../../aws/failures';
import type { Place } from '../../place';

export interface SessionBeginning {
  readonly eventId: string;
  readonly eventName: string;
  /** The inline session policy, as JSON text. */
  readonly policy?: string;
  readonly policyArns: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly source: { readonly sourceIdentity?: string };
}

/** `target` as `sessionName` makes it. Bounded: by the key in the Region of STS, then where its global endpoint records. */
export function beginningOf(place: Place, target: string): Promise<SessionBeginning> {
  return place.once(`session ${target}`, async () => {
    const [accessKeyId = '', createdAt] = target.split('@');
    const regions = [...new Set([place.region, place.partition === 'aws' ? 'us-east-1' : place.region])];
    for (const region of regions) {
      const record = await search(place.inRegion(region), accessKeyId, createdAt);
      if (record !== undefined) return beginningIn(record);
    }
    throw new Unread('no-record', `no record in ${regions.join(' or ')} shows how the session of ${accessKeyId} began`);
  });
}

const minute = 60_000;
/** Sessions live twelve hours at most: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage-assume.html */
const longest = 36 * 60 * minute;

async function search(
  place: Place,
  accessKeyId: string,
  createdAt: string | undefined,
): Promise<EventRecord | undefined> {
  const begun = createdAt === undefined ? NaN : Date.parse(createdAt);
  const window = Number.isNaN(begun)
    ? { since: new Date(Date.now() - longest), until: new Date() }
    : { since: new Date(begun - 2 * minute), until: new Date(begun + 2 * minute) };
  const issued = (record: EventRecord) =>
    beginners.has(textAt(record, 'eventName') ?? '') &&
    textAt(record, 'responseElements', 'credentials', 'accessKeyId') === accessKeyId;
  const byKey: Lookup = { attribute: 'ResourceName', value: accessKeyId, ...window, mostPages: 2 };
  return (await lookUpEvents(place, byKey, issued)).records.find(issued);
}

const beginners = new Set([
  'AssumeRole',
  'AssumeRoleWithSAML',
  'AssumeRoleWithWebIdentity',
  'GetFederationToken',
  'GetSessionToken',
  'AssumeRoot',
]);

function beginningIn(record: EventRecord): SessionBeginning {
  const policy = at(record, 'requestParameters', 'policy');
  const sourceIdentity = textAt(record, 'requestParameters', 'sourceIdentity');
  const beginning: SessionBeginning = {
    eventId: textAt(record, 'eventID') ?? '',
    eventName: textAt(record, 'eventName') ?? '',
    ...policyOf(policy),
    policyArns: listAt(record, 'requestParameters', 'policyArns').flatMap((one) => textAt(one, 'arn') ?? []),
    tags: tagsOf(record),
    source: defined({ sourceIdentity }),
  };
  if (hidesWhatWasPassed(record, beginning))
    throw new Unread('no-record', `the record of ${beginning.eventName} does not show what was passed to the session`);
  return beginning;
}

/** `packedPolicySize` is there only if policies or tags are. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
function hidesWhatWasPassed(record: EventRecord, { eventName, policy, policyArns, tags }: SessionBeginning): boolean {
  // It takes neither, and need not be given anything.
  if (eventName === 'GetSessionToken') return false;
  const given = at(record, 'requestParameters');
  if (typeof given !== 'object' || given === null) return true;
  const isEmpty = policy === undefined && policyArns.length === 0 && Object.keys(tags).length === 0;
  return isEmpty && Number(at(record, 'responseElements', 'packedPolicySize') ?? 0) > 0;
}

/** CloudTrail writes it as text; an object is taken as well. */
function policyOf(policy: unknown): { readonly policy?: string } {
  if (policy === undefined || policy === null || policy === '') return {};
  return { policy: typeof policy === 'string' ? policy : JSON.stringify(policy) };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_ctlogs */
function tagsOf(record: EventRecord): Readonly<Record<string, string>> {
  const passedOn = at(record, 'requestParameters', 'incomingTransitiveTags') ?? {};
  const asserted = at(record, 'requestParameters', 'principalTags') ?? {};
  const listed = listAt(record, 'requestParameters', 'tags').flatMap((tag) => {
    const key = textAt(tag, 'key');
    return key === undefined ? [] : [[key, textAt(tag, 'value') ?? ''] as const];
  });
  const pairs = [...Object.entries(asserted), ...listed, ...Object.entries(passedOn)];
  return Object.fromEntries(pairs.flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])));
}
