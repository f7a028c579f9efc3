/** What hangs on an account in S3, and what S3 Control answers about it: Block Public Access, access points, grants. */
import type { WireAnswer } from '../../../src/evidence/place';
import type { Asked, Operation, Operations } from '../operation';
import type { Named, Policy } from '../policy';
import { element, errorOf, escaped, xml } from '../shapes';
import { flagElements, flagsOf, publicAccessBlock, type BlockFlags } from './public-access-block';

export interface AccessPointDescription {
  readonly bucket: string;
  /** @default the access point's account */
  readonly bucketAccount?: string;
  /** @default us-east-1 */
  readonly region?: string;
  /** Serves this VPC only. */
  readonly vpcId?: string;
  readonly policy?: Policy;
  /** @default all four are on */
  readonly publicAccessBlock?: Partial<BlockFlags>;
}

export interface MultiRegionAccessPointDescription {
  readonly name: string;
  readonly policy?: Policy;
  readonly publicAccessBlock?: Partial<BlockFlags>;
  readonly buckets: readonly { readonly bucket: string; readonly region: string; readonly account?: string }[];
}

export interface ObjectLambdaAccessPointDescription {
  readonly region?: string;
  /** ARN of the access point behind it. */
  readonly supportingAccessPoint: string;
  readonly functions: readonly { readonly arn: string; readonly actions: readonly string[] }[];
  readonly policy?: Policy;
}

export interface AccessGrantDescription {
  /** @default us-east-1 */
  readonly region?: string;
  /** ARN of a role or user. */
  readonly grantee: string;
  readonly permission: 'READ' | 'WRITE' | 'READWRITE';
  readonly scope: string;
}

export interface S3ControlAccount {
  /** Without it none is set. */
  readonly publicAccessBlock?: Partial<BlockFlags>;
  readonly accessPoints?: Named<AccessPointDescription>;
  /** By alias: `example.mrap`. */
  readonly multiRegionAccessPoints?: Named<MultiRegionAccessPointDescription>;
  readonly objectLambdaAccessPoints?: Named<ObjectLambdaAccessPointDescription>;
  /** Without it the account has no S3 Access Grants instance. */
  readonly accessGrants?: readonly AccessGrantDescription[];
}

/** What S3 Control looks at. */
export interface DescribedS3Control {
  readonly accounts: Named<S3ControlAccount>;
}

/** Each is given the account that the call names. */
interface AccountOperation extends Omit<Operation<unknown>, 'answer'> {
  readonly answer: (account: S3ControlAccount, asked: Asked<DescribedS3Control>) => WireAnswer;
}

const notFound = (code: string): WireAnswer => errorOf('s3-control', code, 404, 'The specified thing does not exist');
const result = (operation: string, body: string): WireAnswer => xml(`<${operation}Result>${body}</${operation}Result>`);
const policyElement = (policy: Policy): string => element('Policy', escaped(JSON.stringify(policy)));
const emptyPage = (operation: string, list: string): WireAnswer =>
  result(operation, `<${list}/><NextToken>more</NextToken>`);

const operations: Readonly<Record<string, AccountOperation>> = {
  GetPublicAccessBlock: {
    action: 's3:GetAccountPublicAccessBlock',
    answer: ({ publicAccessBlock: set }) =>
      set === undefined ? notFound('NoSuchPublicAccessBlockConfiguration') : publicAccessBlock(flagsOf(set)),
  },
  GetAccessPoint: {
    answer: ({ accessPoints }, asked) => {
      const point = inRegion(accessPoints, asked);
      if (point === undefined) return notFound('NoSuchAccessPoint');
      const { bucket, bucketAccount = String(asked.input['AccountId']), vpcId, publicAccessBlock: set } = point;
      const vpc = element('VpcConfiguration', vpcId === undefined ? undefined : element('VpcId', vpcId));
      return result(
        'GetAccessPoint',
        `<Name>${String(asked.input['Name'])}</Name><Bucket>${bucket}</Bucket><NetworkOrigin>${vpcId === undefined ? 'Internet' : 'VPC'}</NetworkOrigin>${vpc}` +
          `<PublicAccessBlockConfiguration>${flagElements(flagsOf(set))}</PublicAccessBlockConfiguration><BucketAccountId>${bucketAccount}</BucketAccountId>`,
      );
    },
  },
  GetAccessPointPolicy: {
    answer: ({ accessPoints }, asked) => {
      const point = inRegion(accessPoints, asked);
      if (point === undefined) return notFound('NoSuchAccessPoint');
      if (point.policy === undefined) return notFound('NoSuchAccessPointPolicy');
      return result('GetAccessPointPolicy', policyElement(point.policy));
    },
  },
  ListMultiRegionAccessPoints: {
    emptyPage: emptyPage('ListMultiRegionAccessPoints', 'AccessPoints'),
    answer: ({ multiRegionAccessPoints = {} }) => {
      const points = Object.entries(multiRegionAccessPoints).map(
        ([alias, { name, buckets, publicAccessBlock: set }]) => {
          const regions = buckets.map(
            ({ bucket, region, account }) =>
              `<Region><Bucket>${bucket}</Bucket><Region>${region}</Region>${element('BucketAccountId', account)}</Region>`,
          );
          const flags = flagElements(flagsOf(set));
          return `<AccessPoint><Name>${name}</Name><Alias>${alias}</Alias><PublicAccessBlock>${flags}</PublicAccessBlock><Regions>${regions.join('')}</Regions></AccessPoint>`;
        },
      );
      return result('ListMultiRegionAccessPoints', `<AccessPoints>${points.join('')}</AccessPoints>`);
    },
  },
  GetMultiRegionAccessPointPolicy: {
    answer: ({ multiRegionAccessPoints = {} }, { input }) => {
      const point = Object.values(multiRegionAccessPoints).find(({ name }) => name === input['Name']);
      if (point === undefined) return notFound('NoSuchMultiRegionAccessPoint');
      if (point.policy === undefined) return notFound('NoSuchMultiRegionAccessPointPolicy');
      return result(
        'GetMultiRegionAccessPointPolicy',
        `<Policy><Established>${policyElement(point.policy)}</Established></Policy>`,
      );
    },
  },
  GetAccessPointConfigurationForObjectLambda: {
    answer: ({ objectLambdaAccessPoints }, asked) => {
      const point = inRegion(objectLambdaAccessPoints, asked);
      if (point === undefined) return notFound('NoSuchAccessPoint');
      const configurations = point.functions.map(
        ({ arn, actions }) =>
          `<TransformationConfiguration><Actions>${actions.map((action) => element('Action', action)).join('')}</Actions>` +
          `<ContentTransformation><AwsLambda><FunctionArn>${arn}</FunctionArn></AwsLambda></ContentTransformation></TransformationConfiguration>`,
      );
      return result(
        'GetAccessPointConfigurationForObjectLambda',
        `<Configuration><SupportingAccessPoint>${point.supportingAccessPoint}</SupportingAccessPoint><TransformationConfigurations>${configurations.join('')}</TransformationConfigurations></Configuration>`,
      );
    },
  },
  GetAccessPointPolicyForObjectLambda: {
    answer: ({ objectLambdaAccessPoints }, asked) => {
      const point = inRegion(objectLambdaAccessPoints, asked);
      if (point === undefined) return notFound('NoSuchAccessPoint');
      if (point.policy === undefined) return notFound('NoSuchAccessPointPolicy');
      return result('GetAccessPointPolicyForObjectLambda', policyElement(point.policy));
    },
  },
  ListAccessGrants: {
    emptyPage: emptyPage('ListAccessGrants', 'AccessGrantsList'),
    answer: ({ accessGrants }, asked) => {
      const here = accessGrants?.filter(({ region = 'us-east-1' }) => region === asked.region);
      if (here === undefined) return notFound('AccessGrantsInstanceNotExistsError');
      const grants = here.map(
        ({ grantee, permission, scope }, index) =>
          `<AccessGrant><AccessGrantId>grant-${index}</AccessGrantId><Grantee><GranteeType>IAM</GranteeType><GranteeIdentifier>${grantee}</GranteeIdentifier></Grantee>` +
          `<Permission>${permission}</Permission><GrantScope>${escaped(scope)}</GrantScope></AccessGrant>`,
      );
      return result('ListAccessGrants', `<AccessGrantsList>${grants.join('')}</AccessGrantsList>`);
    },
  },
};

export const s3ControlOperations: Operations<DescribedS3Control> = Object.fromEntries(
  Object.entries(operations).map(([name, { answer, ...operation }]) => [
    name,
    {
      ...operation,
      answer: (asked: Asked<DescribedS3Control>) =>
        answer(asked.awsAccounts.accounts[String(asked.input['AccountId'])] ?? {}, asked),
    },
  ]),
);

function inRegion<P extends { readonly region?: string }>(
  points: Named<P> | undefined,
  { input, region }: Asked<unknown>,
): P | undefined {
  const point = points?.[String(input['Name'])];
  return (point?.region ?? 'us-east-1') === region ? point : undefined;
}
