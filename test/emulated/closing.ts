/** Somebody tags the key, and the bus hears of it: the incident must be closed by one message that says who did it. */
import { KMSClient, TagResourceCommand } from '@aws-sdk/client-kms';
import * as cast from '../../demo/story/cast';
import { taggingOf } from '../../demo/story/tagged';
import { messagesAt, putEvents } from './deployment';
import { happened } from './happened';
import { defaultAccount } from './seed';
import type { Solo } from './solo';

/** What differs from the expectation, as sentences. It takes minutes of its clock: a recheck waits until changes have settled. */
export async function tryClosing(
  { own, moto, seeded, clock, queue }: Solo,
  denials: number,
): Promise<readonly string[]> {
  const { client } = defaultAccount(moto.endpoint, cast.account, cast.region);
  const Tags = [{ TagKey: 'data-class', TagValue: 'internal' }];
  await new KMSClient(client).send(new TagResourceCommand({ KeyId: seeded.untaggedKeyArn, Tags }));
  await putEvents(own, [happened(taggingOf(seeded), clock.now())]);
  const all = await messagesAt(own, queue, { holding: fixed, seconds: 240 });
  const closing = all.filter((message) => message.includes(fixed));
  if (closing.length !== 1)
    return [`${closing.length} closing messages came instead of one: ${all.join('\n').slice(-3000)}`];
  const missing = ['KeyAdmin', 'TagResource', `${denials} denials`].filter((text) => !closing[0]!.includes(text));
  return missing.map((text) => `the closing message does not name ${text}: ${closing[0]!.slice(0, 1500)}`);
}

const fixed = 'Fixed: ';
