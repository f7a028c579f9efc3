import type { EventPattern } from 'aws-cdk-lib/aws-events';
import type { Patterns } from './patterns';

/** A rule on denied requests, whatever its target is. */
export interface DenialRule {
  readonly id: string;
  readonly eventPattern: EventPattern;
  readonly state: string;
}

/**
 * Read-only management events, `kms:Decrypt` among them, reach no rule in state ENABLED, on whichever bus:
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail-management.html
 */
export const seesReads = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';

export function denialRules({ s3, kms, vpcEndpoint }: Patterns): readonly DenialRule[] {
  return [
    { id: 'S3', eventPattern: s3, state: seesReads },
    { id: 'Kms', eventPattern: kms, state: seesReads },
    { id: 'VpcEndpoint', eventPattern: vpcEndpoint, state: 'ENABLED' },
  ];
}
