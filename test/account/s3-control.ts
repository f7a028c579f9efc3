/** What S3 Control tells of an account: its Block Public Access, access points and grants. */
import type { AccountDescription, Policy } from './description';
import type { WireAnswer } from '../../src/evidence/place';
import { allBlocked, noneBlocked } from './s3';
import { blockFlags, errorOf, escaped, publicAccessBlock, xml } from './shapes';
import type { Answers, Asked } from './asked';

const notFound = (code: string): WireAnswer => errorOf('s3-control', code, 404, 'The specified thing does not exist');
const result = (operation: string, body: string): WireAnswer => xml(`<${operation}Result>${body}</${operation}Result>`);
const accountOf = ({ world, input }: Asked): AccountDescription => world.accounts[String(input['AccountId'])] ?? {};
const policyElement = (policy: Policy): string => `<Policy>${escaped(JSON.stringify(policy))}</Policy>`;

export const s3ControlAnswers: Answers = {
  GetPublicAccessBlock: (asked) => {
    const set = accountOf(asked).publicAccessBlock;
    if (set === undefined) return notFound('NoSuchPublicAccessBlockConfiguration');
    return publicAccessBlock({ ...noneBlocked, ...set });
  },
  GetAccessPoint: (asked) => {
    const point = accessPointIn(asked);
    if (point === undefined) return notFound('NoSuchAccessPoint');
    const { bucket, bucketAccount = String(asked.input['AccountId']), vpcId, publicAccessBlock: set } = point;
    const vpc = vpcId === undefined ? '' : `<VpcConfiguration><VpcId>${vpcId}</VpcId></VpcConfiguration>`;
    return result(
      'GetAccessPoint',
      `<Name>${String(asked.input['Name'])}</Name><Bucket>${bucket}</Bucket><NetworkOrigin>${vpcId === undefined ? 'Internet' : 'VPC'}</NetworkOrigin>${vpc}` +
        `<PublicAccessBlockConfiguration>${blockFlags(set === undefined ? allBlocked : { ...noneBlocked, ...set })}</PublicAccessBlockConfiguration><BucketAccountId>${bucketAccount}</BucketAccountId>`,
    );
  },
  GetAccessPointPolicy: (asked) => {
    const point = accessPointIn(asked);
    if (point === undefined) return notFound('NoSuchAccessPoint');
    if (point.policy === undefined) return notFound('NoSuchAccessPointPolicy');
    return result('GetAccessPointPolicy', policyElement(point.policy));
  },
  ListMultiRegionAccessPoints: (asked) => {
    const points = Object.entries(accountOf(asked).multiRegionAccessPoints ?? {}).map(([alias, point]) => {
      const regions = point.buckets.map(
        ({ bucket, region, account }) =>
          `<Region><Bucket>${bucket}</Bucket><Region>${region}</Region>${account === undefined ? '' : `<BucketAccountId>${account}</BucketAccountId>`}</Region>`,
      );
      const flags = blockFlags(
        point.publicAccessBlock === undefined ? allBlocked : { ...noneBlocked, ...point.publicAccessBlock },
      );
      return `<AccessPoint><Name>${point.name}</Name><Alias>${alias}</Alias><PublicAccessBlock>${flags}</PublicAccessBlock><Regions>${regions.join('')}</Regions></AccessPoint>`;
    });
    return result('ListMultiRegionAccessPoints', `<AccessPoints>${points.join('')}</AccessPoints>`);
  },
  GetMultiRegionAccessPointPolicy: (asked) => {
    const named = Object.values(accountOf(asked).multiRegionAccessPoints ?? {});
    const point = named.find(({ name }) => name === asked.input['Name']);
    if (point === undefined) return notFound('NoSuchMultiRegionAccessPoint');
    if (point.policy === undefined) return notFound('NoSuchMultiRegionAccessPointPolicy');
    return result(
      'GetMultiRegionAccessPointPolicy',
      `<Policy><Established>${policyElement(point.policy)}</Established></Policy>`,
    );
  },
  GetAccessPointConfigurationForObjectLambda: (asked) => {
    const point = objectLambdaIn(asked);
    if (point === undefined) return notFound('NoSuchAccessPoint');
    const configurations = point.functions.map(
      ({ arn, actions }) =>
        `<TransformationConfiguration><Actions>${actions.map((action) => `<Action>${action}</Action>`).join('')}</Actions>` +
        `<ContentTransformation><AwsLambda><FunctionArn>${arn}</FunctionArn></AwsLambda></ContentTransformation></TransformationConfiguration>`,
    );
    return result(
      'GetAccessPointConfigurationForObjectLambda',
      `<Configuration><SupportingAccessPoint>${point.supportingAccessPoint}</SupportingAccessPoint><TransformationConfigurations>${configurations.join('')}</TransformationConfigurations></Configuration>`,
    );
  },
  GetAccessPointPolicyForObjectLambda: (asked) => {
    const point = objectLambdaIn(asked);
    if (point === undefined) return notFound('NoSuchAccessPoint');
    if (point.policy === undefined) return notFound('NoSuchAccessPointPolicy');
    return result('GetAccessPointPolicyForObjectLambda', policyElement(point.policy));
  },
  ListAccessGrants: (asked) => {
    const { accessGrants } = accountOf(asked);
    const here = accessGrants?.filter(({ region = 'us-east-1' }) => region === asked.region);
    if (here === undefined) return notFound('AccessGrantsInstanceNotExistsError');
    const grants = here.map(
      ({ grantee, permission, scope }, index) =>
        `<AccessGrant><AccessGrantId>grant-${index}</AccessGrantId><Grantee><GranteeType>IAM</GranteeType><GranteeIdentifier>${grantee}</GranteeIdentifier></Grantee>` +
        `<Permission>${permission}</Permission><GrantScope>${escaped(scope)}</GrantScope></AccessGrant>`,
    );
    return result('ListAccessGrants', `<AccessGrantsList>${grants.join('')}</AccessGrantsList>`);
  },
};

function accessPointIn(asked: Asked) {
  const point = accountOf(asked).accessPoints?.[String(asked.input['Name'])];
  return (point?.region ?? 'us-east-1') === asked.region ? point : undefined;
}

function objectLambdaIn(asked: Asked) {
  const point = accountOf(asked).objectLambdaAccessPoints?.[String(asked.input['Name'])];
  return (point?.region ?? 'us-east-1') === asked.region ? point : undefined;
}
