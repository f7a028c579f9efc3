/** Accounts in which an AWS service acts, by Region: nobody else has roles or policies there. */
import type { Principal } from './principal';

/**
 * Regions that opened later have a service principal instead.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
const loadBalancing: ReadonlyMap<string, string> = new Map([
  ['127311923021', 'us-east-1'],
  ['033677994240', 'us-east-2'],
  ['027434742980', 'us-west-1'],
  ['797873946194', 'us-west-2'],
  ['098369216593', 'af-south-1'],
  ['754344448648', 'ap-east-1'],
  ['582318560864', 'ap-northeast-1'],
  ['600734575887', 'ap-northeast-2'],
  ['383597477331', 'ap-northeast-3'],
  ['718504428378', 'ap-south-1'],
  ['114774131450', 'ap-southeast-1'],
  ['783225319266', 'ap-southeast-2'],
  ['589379963580', 'ap-southeast-3'],
  ['985666609251', 'ca-central-1'],
  ['054676820928', 'eu-central-1'],
  ['897822967062', 'eu-north-1'],
  ['635631232127', 'eu-south-1'],
  ['156460612806', 'eu-west-1'],
  ['652711504416', 'eu-west-2'],
  ['009996457667', 'eu-west-3'],
  ['076674570225', 'me-south-1'],
  ['507241528517', 'sa-east-1'],
  ['048591011584', 'us-gov-west-1'],
  ['190560391635', 'us-gov-east-1'],
  ['638102146993', 'cn-north-1'],
  ['037604701340', 'cn-northwest-1'],
]);

const LOAD_BALANCING = 'Elastic Load Balancing';

/** The account in the ARNs of origin access identities. */
export const CLOUDFRONT = 'cloudfront';

/** `undefined`: an account like any other. One that is called by a word is AWS's own. */
export function serviceOfAccount(account: string | undefined): string | undefined {
  if (account === undefined) return undefined;
  if (account === CLOUDFRONT) return 'CloudFront';
  return /^[a-z]/i.test(account) ? account : loadBalancerOf(account);
}

const loadBalancerOf = (account = ''): string | undefined => (loadBalancing.has(account) ? LOAD_BALANCING : undefined);

/** A service in its own name, or from an account of its own: no policy of a customer's hangs on it. */
export const isServiceItself = (principal: Principal): boolean =>
  principal.type === 'service' || ('accountId' in principal && serviceOfAccount(principal.accountId) !== undefined);

/**
 * The service, if it writes to no bucket that encrypts with a KMS key, whatever the policy of the key says.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export function writesWithoutKms(principal: Principal): string | undefined {
  if (principal.type === 'service') return withoutKms[principal.service];
  return 'accountId' in principal ? loadBalancerOf(principal.accountId) : undefined;
}

const withoutKms: Readonly<Record<string, string | undefined>> = {
  'logdelivery.elasticloadbalancing.amazonaws.com': LOAD_BALANCING,
  'logging.s3.amazonaws.com': 'server access logging of S3',
};
