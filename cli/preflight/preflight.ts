/** Before anything is read: are there credentials, and does AWS take them? What is wrong is one line with what mends it. */
import { chosenRegion } from '../../src/evidence/aws/calls/sts';
import { whoAmI } from '../../src/evidence/session/who-am-i';
import { exitCode, UsageError } from '../exit-codes';
import { checkReadingOptions, type ReadingValues } from '../options';
import { profileNames } from './profiles';
import { troubleOf } from './trouble';

export interface OwnIdentity {
  readonly account: string;
  readonly arn: string;
}

/** A replay needs no credentials: `undefined`. */
export async function preflight(values: ReadingValues, region = ''): Promise<OwnIdentity | undefined> {
  checkReadingOptions(values);
  if (values.recording !== undefined) return undefined;
  // The SDK reads profiles by this name, wherever a client is made.
  if (values.profile !== undefined) process.env['AWS_PROFILE'] = values.profile;
  const asked = values.region || (await chosenRegion()) || region || 'us-east-1';
  const identity = await whoAmI(asked);
  if (identity.is === 'known') return identity;
  const { AWS_PROFILE: profile, AWS_ACCESS_KEY_ID: key } = process.env;
  const { sentence, isOurs } = troubleOf(identity, {
    region: asked,
    profile,
    profiles: await profileNames(),
    // The SDK prefers a profile that is named to the keys of the environment.
    environment: profile === undefined && key !== undefined,
  });
  throw new UsageError(sentence, isOurs ? exitCode.badInput : exitCode.failed);
}
