/**
 * Denials that AWS's own services and scanners are known to cause. Each names callers that are not yours, and what they
 * do, so that none hides a new principal of yours.
 */
import type { SymptomParts } from '../../request/denials/symptom';

export interface KnownNoise {
  readonly id: string;
  readonly reason: string;
  readonly source: string;
  readonly isIt: (symptom: Pick<SymptomParts, 'who' | 'action'>) => boolean;
}

/** Service-linked roles: IAM makes them, and nobody else can assume them. They read how buckets are set up. */
const readsSettings = (role: string) => (symptom: Pick<SymptomParts, 'who' | 'action'>) =>
  new RegExp(`^role \\d{12} ${role}$`).test(symptom.who) && settings.test(symptom.action);

const settings = /^s3:(?:Get|List)(?!Object)[A-Za-z]+$/;

export const knownNoise: readonly KnownNoise[] = [
  {
    id: 'access-analyzer',
    reason:
      'IAM Access Analyzer reads the policy and ACL of every bucket; a bucket policy that denies all others denies it too',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-using-service-linked-roles.html',
    isIt: readsSettings('AWSServiceRoleForAccessAnalyzer'),
  },
  {
    id: 'config',
    reason: 'AWS Config records the settings of every bucket; what it may not read it leaves out',
    source: 'https://docs.aws.amazon.com/config/latest/developerguide/using-service-linked-roles.html',
    isIt: readsSettings('AWSServiceRoleForConfig'),
  },
  {
    id: 'macie',
    reason: 'Amazon Macie makes an inventory of every bucket; it shows those that it may not read itself',
    source: 'https://docs.aws.amazon.com/macie/latest/user/monitoring-restrict-s3.html',
    isIt: readsSettings('AWSServiceRoleForAmazonMacie'),
  },
  {
    id: 'trusted-advisor',
    reason: 'AWS Trusted Advisor checks the permissions of every bucket',
    source: 'https://docs.aws.amazon.com/awssupport/latest/user/using-service-linked-roles-ta.html',
    isIt: readsSettings('AWSServiceRoleForTrustedAdvisor'),
  },
  {
    id: 'anonymous-listing',
    reason:
      'Scanners of the internet try to list every bucket and to read its settings without credentials; nothing of yours does',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
    isIt: ({ who, action }) => who === 'anonymous' && (action === 's3:ListBucket' || settings.test(action)),
  },
];

export const noiseOf = (symptom: Pick<SymptomParts, 'who' | 'action'>): KnownNoise | undefined =>
  knownNoise.find(({ isIt }) => isIt(symptom));
