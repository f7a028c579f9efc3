/** How the command line reads AWS: directly, recording what it reads, or from a recording. */
import { defined } from '../src/defined';
import { chosenRegion } from '../src/evidence/aws/calls/sts';
import { createRecorder, type Recording } from '../src/evidence/recording/recording';
import type { SessionConfig } from '../src/evidence/session/config';
import { openSession, type ReadingSession } from '../src/evidence/session/session';
import { UsageError } from './exit-codes';
import { checkReadingOptions, type ReadingValues } from './options';
import { noProfile, profileNames } from './preflight/profiles';
import { loadRecording, saveRecording } from './recording-files';

/** ISO 8601: as of when policies are read; of a replay the time of the recording. */
export const asOf = (session: ReadingSession): string => new Date(session.now()).toISOString();

export interface Sessions {
  /** The record's, else as the AWS CLI chooses it: a line of an access log and a question may have none. */
  readonly regionOf: (request: { readonly region: string }) => Promise<string | undefined>;
  /** The session for a record's Region; sessions are shared, so that nothing is read twice. */
  readonly sessionFor: (region: string) => ReadingSession;
  /** All that was read, if it is to be kept though nobody asked to save it. */
  readonly kept: () => Recording | undefined;
  /** Writes the recording, if one was asked for. */
  readonly finish: () => Promise<void>;
}

/** `keeps`: it may turn out that what was read is needed again. */
export async function openSessions(values: ReadingValues, keeps = false): Promise<Sessions> {
  checkReadingOptions(values);
  // The SDK reads profiles by this name, wherever a client is made.
  if (values.profile !== undefined) process.env['AWS_PROFILE'] = values.profile;
  const replay = values.recording === undefined ? undefined : await loadRecording(values.recording);
  const recorder = values.save !== undefined || (keeps && replay === undefined) ? createRecorder() : undefined;
  const sessions = new Map<string, ReadingSession>();
  const sessionFor = (recordRegion: string): ReadingSession => {
    const region = values.region ?? recordRegion;
    const session =
      sessions.get(region) ??
      openSession({
        // A client needs a Region; a replay asks none, and the request's own stays unknown.
        ...configOf(values, region === '' && replay !== undefined ? 'us-east-1' : region),
        ...defined({ replay, recorder }),
      });
    sessions.set(region, session);
    return session;
  };
  return {
    regionOf: async ({ region }) =>
      region || values.region || (replay === undefined ? chosenRegion() : regionIn(replay)),
    sessionFor,
    kept: () => (values.save === undefined ? recorder?.recording() : undefined),
    finish: async () => {
      if (recorder !== undefined && values.save !== undefined) await saveRecording(values.save, recorder.recording());
    },
  };
}

/** Where nothing says the Region the user is asked for it: conditions and commands would name a guess as a fact. */
export async function regionFor(sessions: Sessions, request: { readonly region: string }): Promise<string> {
  const region = await sessions.regionOf(request);
  if (region !== undefined) return region;
  const { AWS_PROFILE: profile } = process.env;
  const profiles = profile === undefined ? [] : await profileNames();
  // A profile that is mistyped says no Region either.
  throw new UsageError(profile === undefined || profiles.includes(profile) ? noRegion : noProfile(profile, profiles));
}

const noRegion = 'nothing says in which Region to read: give `--region`, or set AWS_REGION or a region in your profile';

/** Where its bucket was read; where it was not, the Region stays unknown (''): a replay reads nothing elsewhere. */
function regionIn({ calls }: Recording): string {
  return calls.find(({ service }) => service === 's3')?.region ?? '';
}

function configOf(values: ReadingValues, region: string): SessionConfig {
  const optional = {
    accountRoleName: values['account-role'],
    organizationRoleArn: values['organization-role'],
    externalId: values['external-id'],
  };
  // For an emulator: it throttles nobody.
  const unpaced = process.env['CULPRIT_PACED'] === 'off' ? { paced: false } : {};
  return { region, headObject: values['head-object'], ...unpaced, ...defined(optional) };
}
