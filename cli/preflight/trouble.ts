/** Why AWS takes no credentials → one sentence, and the command that mends it. */
import type { Identity } from '../../src/evidence/session/who-am-i';
import { shellWord } from '../../src/report/commands/shell';
import { clip } from '../../src/request/record/parse';
import { didYouMean } from '../nearest';
import { noProfile } from './profiles';
import { regions } from './regions';

export interface Trouble {
  readonly sentence: string;
  /** Something that was typed is wrong, and not the session or the network. */
  readonly isOurs: boolean;
}

export interface Surroundings {
  readonly region: string;
  readonly profile: string | undefined;
  /** Those of the AWS CLI's files. */
  readonly profiles: readonly string[];
  /** The credentials are those of environment variables. */
  readonly environment: boolean;
}

type Unknown = Extract<Identity, { readonly is: 'unknown' }>;

/** First match wins. */
export function troubleOf(identity: Unknown, around: Surroundings): Trouble {
  const { profile, profiles } = around;
  if (profile !== undefined && !profiles.includes(profile))
    return { sentence: noProfile(profile, profiles), isOurs: true };
  const text = `${identity.code}: ${identity.message}`;
  const known = troubles.find(({ when }) => when.test(text));
  if (known !== undefined) return { sentence: known.say(around, identity), isOurs: known.isOurs ?? false };
  if (unreachable.includes(identity.why)) return network(identity, around);
  return {
    sentence: `AWS does not say whose credentials these are (${clip(text.replace(/\s+/g, ' '), 200)}). Run: aws sts get-caller-identity${withProfile(around)}`,
    isOurs: false,
  };
}

interface Row {
  readonly when: RegExp;
  readonly isOurs?: true;
  readonly say: (around: Surroundings, identity: Unknown) => string;
}

const withProfile = ({ profile }: Surroundings): string =>
  profile === undefined ? '' : ` --profile ${shellWord(profile) ?? "'<profile>'"}`;

const troubles: readonly Row[] = [
  {
    when: /aws sso login|SSO session.*(?:expired|invalid)|Token is expired|SSOTokenProviderFailure|cached SSO token/i,
    say: (around) => `you are not signed in to AWS, or no longer. Run: aws sso login${withProfile(around)}`,
  },
  {
    when: /^ExpiredToken|security token included in the request is expired/,
    say: (around) =>
      around.environment
        ? 'the credentials in AWS_SESSION_TOKEN have expired: fetch new ones, or leave them out. Run: unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN'
        : `your AWS session has expired. Run: aws sso login${withProfile(around)}`,
  },
  {
    when: /Could not load credentials from any providers|^CredentialsProviderError/,
    say: ({ profile }) =>
      `there are no AWS credentials${profile === undefined ? '' : ` in profile \`${profile}\``}. Run: aws configure sso (or give --profile NAME; aws configure list-profiles lists them)`,
  },
  {
    when: /^(?:InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId)/,
    say: (around) =>
      `AWS does not know this access key, or its session token is missing. Run: aws configure${withProfile(around)}`,
  },
  {
    when: /Signature (?:not yet current|expired)|RequestTimeTooSkewed|^RequestExpired/,
    say: () => "this machine's clock is wrong: AWS refuses what it signs. Run: sudo timedatectl set-ntp true",
  },
  {
    when: /^(?:SignatureDoesNotMatch|IncompleteSignature)/,
    say: (around) => `the secret access key is wrong. Run: aws configure${withProfile(around)}`,
  },
  {
    when: /RegionDisabledException|not authorized.*region|STS is not activated/i,
    isOurs: true,
    say: ({ region }) => `Region \`${region}\` is switched off in your account: give another --region`,
  },
];

const unreachable: readonly string[] = ['connection-failed', 'timeout', 'server-error', 'malformed-answer'];

/** A Region that does not exist has no address. */
function network({ code, message }: Unknown, { region }: Surroundings): Trouble {
  if (!regions.includes(region)) {
    return {
      sentence: `there is no Region \`${region}\`${didYouMean(region, regions)}: give another --region`,
      isOurs: true,
    };
  }
  const why = clip(`${code}: ${message}`.replace(/\s+/g, ' '), 150);
  return {
    sentence: `AWS cannot be reached (${why}): are network, VPN and HTTPS_PROXY right? Run: curl -sS https://sts.${region}.amazonaws.com`,
    isOurs: false,
  };
}
