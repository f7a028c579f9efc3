/** What EC2, CloudTrail and STS tell: endpoints, the past, and who asks. */
import type { HistoryRecord } from './description';
import { impliedAccounts } from './organizations';
import { errorOf, escaped, json, result, xml } from './shapes';
import { ownAccountOf, type Answers } from './asked';

const fullAccess = {
  Version: '2008-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
};

export const ec2Answers: Answers = {
  DescribeVpcEndpoints: ({ world, account, region, input }) => {
    const [id = ''] = input['VpcEndpointIds'] as readonly string[];
    const endpoint = world.accounts[account]?.endpoints?.[id];
    if (endpoint === undefined || (endpoint.region ?? 'us-east-1') !== region) {
      return errorOf('ec2', 'InvalidVpcEndpointId.NotFound', 400, `The Vpc Endpoint Id '${id}' does not exist`);
    }
    const { type = 'Gateway', vpcId = 'vpc-0example1', policy = fullAccess } = endpoint;
    return xml(
      `<DescribeVpcEndpointsResponse><vpcEndpointSet><item><vpcEndpointId>${id}</vpcEndpointId><vpcEndpointType>${type}</vpcEndpointType><vpcId>${vpcId}</vpcId>` +
        `<ownerId>${account}</ownerId><policyDocument>${escaped(JSON.stringify(policy))}</policyDocument></item></vpcEndpointSet></DescribeVpcEndpointsResponse>`,
    );
  },
};

/** Newest first, in the account and Region that recorded them. */
export const cloudTrailAnswers: Answers = {
  LookupEvents: ({ world, account, region, input }) => {
    const [lookup] = input['LookupAttributes'] as readonly { AttributeKey: string; AttributeValue: string }[];
    const history = world.accounts[account]?.history ?? [];
    const [since, until] = [momentOf(input['StartTime']), momentOf(input['EndTime'])];
    const found = history.filter((record) => {
      const time = Date.parse(record.eventTime);
      if ((record.awsRegion ?? 'us-east-1') !== region || time < since || time > until) return false;
      return lookup !== undefined && attributesOf(record, lookup.AttributeKey).includes(lookup.AttributeValue);
    });
    const sorted = found.toSorted((one, other) => Date.parse(other.eventTime) - Date.parse(one.eventTime));
    return json({ Events: sorted.map((record, index) => ({ CloudTrailEvent: recordText(record, index, account) })) });
  },
};

const momentOf = (time: unknown): number => (time instanceof Date ? time.getTime() : Number(time));

function attributesOf(record: HistoryRecord, attribute: string): readonly string[] {
  switch (attribute) {
    case 'EventName':
      return [record.eventName];
    case 'AccessKeyId':
      return textsIn(field(record['userIdentity'], 'accessKeyId'));
    default:
      return textsIn([record['requestParameters'], record['resources'], record['responseElements']]);
  }
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

/** Every text in a value: CloudTrail finds a record by each resource that it names. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

function recordText(record: HistoryRecord, index: number, account: string): string {
  const { eventTime, eventName } = record;
  const whole = {
    eventVersion: '1.11',
    awsRegion: 'us-east-1',
    eventID: `${eventName}-${eventTime}-${index}`,
    readOnly: false,
    recipientAccountId: account,
    userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::${account}:user/sam` },
    ...record,
  };
  return JSON.stringify(whole);
}

export const stsAnswers: Answers = {
  GetCallerIdentity: ({ world }) => {
    const own = ownAccountOf(world);
    return result(
      'GetCallerIdentity',
      `<Account>${own}</Account><Arn>arn:aws:sts::${own}:assumed-role/culprit/cli</Arn><UserId>AROACULPRIT:cli</UserId>`,
    );
  },
  AssumeRole: ({ world, input }) => {
    const arn = String(input['RoleArn']);
    const account = arn.split(':')[4] ?? '';
    const exists = account in world.accounts || impliedAccounts(world).includes(account);
    if (!exists || world.withoutReader?.includes(account) === true) {
      return errorOf(
        'sts',
        'AccessDenied',
        403,
        `User is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
      );
    }
    return result(
      'AssumeRole',
      '<Credentials><AccessKeyId>ASIAREADER</AccessKeyId><SecretAccessKey>SECRETKEY</SecretAccessKey><SessionToken>SECRETTOKEN</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>',
    );
  },
};
