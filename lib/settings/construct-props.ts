import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { AccessLogsProps, CulpritProps } from '../props';

/** The props, with constructs of the app beside names. */
export interface CulpritConstructProps extends Omit<CulpritProps, 'trail' | 'buckets' | 'accessLogs'> {
  readonly trail: { readonly existing: true } | { readonly buckets: readonly (string | IBucket)[] };
  /**
   * Only denials on these buckets are investigated.
   * @default all buckets
   */
  readonly buckets?: readonly (string | IBucket)[];
  /** @default access logs are not read */
  readonly accessLogs?: AccessLogsProps | { readonly bucket: IBucket; readonly prefix: string };
  /**
   * Instead of `slackSecretName`; of this account.
   * @default no Slack
   */
  readonly slackSecret?: ISecret;
  /**
   * Reports and alarms are published here, for whoever is subscribed. One that is not of this app must let CloudWatch and
   * EventBridge publish, and its key must let them use it.
   * @default a new, encrypted topic
   */
  readonly topic?: ITopic;
}

/** Everything by its name; a name may be known only at deployment. */
export function named({ slackSecret, topic, ...given }: CulpritConstructProps): CulpritProps {
  const { trail, buckets, accessLogs, ...others } = given;
  return {
    ...others,
    trail: 'buckets' in trail ? { buckets: trail.buckets.map(nameOf) } : trail,
    ...(buckets === undefined ? {} : { buckets: buckets.map(nameOf) }),
    ...(accessLogs === undefined ? {} : { accessLogs: logsOf(accessLogs) }),
    ...(slackSecret === undefined ? {} : { slackSecretName: slackSecret.secretName }),
    ...(topic === undefined ? {} : { ownSubscribers: true }),
  };
}

const nameOf = (bucket: string | IBucket): string => (typeof bucket === 'string' ? bucket : bucket.bucketName);

const logsOf = (logs: NonNullable<CulpritConstructProps['accessLogs']>): AccessLogsProps =>
  'bucket' in logs ? { bucketName: logs.bucket.bucketName, prefix: logs.prefix } : logs;
