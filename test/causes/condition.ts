/** A fixture of a bucket policy that denies by a condition; its twin satisfies the condition, and a role's policy denies. */
import type { BucketDescription } from '../account/description';
import { accounts, deny, denying, everything, policyOf, type Change } from './accounts';
import { bucketArn, denyIn, event, lambdaRole, objectArn, said, type Asked } from './events';
import type { Expectation, Fixture } from './fixture';

export interface ConditionCase {
  readonly causes: readonly number[];
  readonly title: string;
  readonly source: string;
  readonly unverified?: true;
  readonly asked?: Asked;
  /** @default s3:GetObject */
  readonly action?: string;
  readonly denies: Condition;
  /** The condition of the twin's policy, which the request meets. */
  readonly satisfied: Condition;
  /** The key that the report names. */
  readonly key: string;
  readonly bucket?: BucketDescription;
  readonly more?: Change;
  /** @default denied, proven */
  readonly expects?: Partial<Expectation>;
  /** @default denied by the role's policy, which AWS's words do not fit */
  readonly twinExpects?: Expectation;
}
type Condition = Readonly<Record<string, unknown>>;

export function conditionFixture(one: ConditionCase): Fixture {
  const { causes, title, source, unverified, asked = {}, action = 's3:GetObject', key } = one;
  const by = lambdaRole();
  const resource = asked.key === null || asked.operation?.startsWith('List') === true ? bucketArn : objectArn;
  const message = said(by, action, resource, denyIn('resource-based policy'));
  const worldWith = (policy: Condition, change: Change = {}) =>
    accounts({ ...one.more, ...change, bucket: { ...one.bucket, policy: denying('OnlyIf', policy) } });
  const guard = { inline: { everything }, managed: { Guard: policyOf(deny('NoReports', { Action: action })) } };
  return {
    causes,
    title,
    provenance: { from: unverified === true ? 'unverified' : 'documentation', source },
    event: event({ message, ...asked }),
    awsAccounts: worldWith(one.denies),
    expects: { status: 'denied', certainty: 'proven', layer: 'bucket-policy', shows: key, ...one.expects },
    twin: {
      title: 'the request meets the condition, and a policy of the role denies',
      awsAccounts: worldWith(one.satisfied, { role: { ...one.more?.role, ...guard } }),
      expects: one.twinExpects ?? {
        status: 'denied',
        certainty: 'possible',
        layer: 'identity-policies',
        shows: 'NoReports',
      },
    },
  };
}

export const docs = (page: string): string => `https://docs.aws.amazon.com/AmazonS3/latest/userguide/${page}.html`;
export const iamKeys = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html';
