import { bucketInArn } from '../../../names/bucket';
import { keyNameIn } from '../../../names/kms-key';
import type { ChangedThing } from '../../define';
import { at, listAt, textAt, type EventRecord } from '../../readers/shared/events';
import type { Watch } from '../search/watches';
import type { Subject } from './heard';

/** Those that are asked for by a name, each with what spells it in records and in questions. */
const nameIn: Readonly<Partial<Record<ChangedThing, (text: string) => string | undefined>>> = {
  bucket: (text) => (text.startsWith('arn:') ? bucketInArn(text) : text),
  key: (text) => keyNameIn(text)?.id ?? /^[\w-]+$/.exec(text)?.[0],
  role: (text) => text.split('/').at(-1),
  user: (text) => text.split('/').at(-1),
  endpoint: (text) => /^vpce-\w+$/.exec(text)?.[0],
};

/** Fields of `requestParameters` that name it. */
const fields: Readonly<Partial<Record<ChangedThing, readonly string[]>>> = {
  bucket: ['bucketName', 'resourceArn'],
  key: ['keyId', 'targetKeyId', 'resourceArn'],
  role: ['roleName'],
  user: ['userName'],
  endpoint: ['vpcEndpointId'],
};

/** What the record's change is of. */
export function subjectOf(record: EventRecord, thing: ChangedThing): Subject {
  const spelled = nameIn[thing];
  if (spelled === undefined) return { thing };
  const names = new Set(textsNaming(record, thing).flatMap((text) => spelled(text) ?? []));
  const [only] = names;
  return names.size === 1 && only !== undefined ? { thing, name: only } : { thing };
}

function textsNaming(record: EventRecord, thing: ChangedThing): readonly string[] {
  const parameters = at(record, 'requestParameters');
  const given = (fields[thing] ?? []).flatMap((name) => textAt(parameters, name) ?? []);
  if (thing === 'endpoint') return [...given, ...endpointsIn(parameters)];
  // An alias names its key nowhere else.
  const listed = listAt(record, 'resources').flatMap((one) => textAt(one, 'ARN') ?? []);
  return thing === 'key' || thing === 'bucket' ? [...given, ...listed] : given;
}

/** EC2 wraps its parameters. */
function endpointsIn(parameters: unknown): readonly string[] {
  const modified = textAt(parameters, 'ModifyVpcEndpointRequest', 'VpcEndpointId') ?? [];
  const deleted = [at(parameters, 'DeleteVpcEndpointsRequest', 'VpcEndpointId')].flat();
  return [modified, deleted.flatMap((one) => textAt(one, 'content') ?? [])].flat();
}

/** What the watch's question is about: also changes of the kind that name nothing. */
export function subjectsOf({ thing, names }: Pick<Watch, 'thing' | 'names'>): readonly Subject[] {
  const spelled = nameIn[thing];
  const known = spelled === undefined ? [] : names.flatMap((name) => spelled(name) ?? []);
  return [...[...new Set(known)].map((name) => ({ thing, name })), { thing }];
}
