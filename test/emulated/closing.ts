/** Somebody tags the key, and the bus hears of it: the incident must be closed by one message that says who did it. */
import { KMSClient, TagResourceCommand } from '@aws-sdk/client-kms';
import * as cast from '../../demo/story/cast';
import { taggingOf } from '../../demo/story/tagged';
import { messagesAt, putEvents, type Tenant } from './deployment';
import { happened } from './happened';
import { defaultAccount } from './seed';
import type { Moto } from './servers';

/** What differs from the expectation, as sentences. It takes minutes: a recheck waits until changes have settled. */
export async function tryClosing(
  own: Tenant,
  moto: Moto,
  seeded: cast.Cast,
  { queue, denials }: { readonly queue: string; readonly denials: number },
): Promise<readonly string[]> {
  const { client } = defaultAccount(moto.endpoint, cast.account, cast.region);
  const Tags = [{ TagKey: 'data-class', TagValue: 'internal' }];
  await new KMSClient(client).send(new TagResourceCommand({ KeyId: seeded.untaggedKeyArn, Tags }));
  await putEvents(own, [happened(taggingOf(seeded), new Date())]);
  const all = await messagesAt(own, queue, { holding: fixed, seconds: 300 });
  const closing = all.filter((message) => message.includes(fixed));
  if (closing.length !== 1)
    return [`${closing.length} closing messages came instead of one: ${all.join('\n').slice(-3000)}`];
  const missing = ['KeyAdmin', 'TagResource', `${denials} denials`].filter((text) => !closing[0]!.includes(text));
  return missing.map((text) => `the closing message does not name ${text}: ${closing[0]!.slice(0, 1500)}`);
}

const fixed = 'Fixed: ';
