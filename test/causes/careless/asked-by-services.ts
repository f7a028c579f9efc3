/** A service asked with the caller's rights: the record names that one service, and not those before it. */
import { accounts, allow, deny, denying, policyOf } from '../accounts';
import { assumedRole, event, lambdaRole } from '../events';
import type { Json } from '../../request/samples';
import type { Careless } from './row';

const by = lambdaRole();
const through = (invokedBy: string, identity: Json = by.identity) =>
  event({ by: { ...identity, invokedBy }, more: { sourceIPAddress: invokedBy, userAgent: invokedBy } });
const athena = 'athena.amazonaws.com';
const cloudFormation = 'cloudformation.amazonaws.com';
const onlyThrough = (service: string) =>
  denying('OnlyThrough', { 'ForAllValues:StringNotEquals': { 'aws:CalledVia': service } });
/** A session that may have a policy, too: nobody is found by elimination. */
const session = assumedRole().identity;
const maybe = { status: 'inconclusive', certain: false } as const;

export const askedByServices: readonly Careless[] = [
  {
    title: 'Athena asks, and only through Athena the policy lets in',
    careless: 'it is not known what aws:CalledVia was',
    event: through(athena),
    awsAccounts: accounts({ bucket: { policy: onlyThrough(athena) } }),
    status: 'would-be-allowed-now',
  },
  {
    title: 'Athena asks, and the role may read through Athena only',
    careless: 'nothing allows it for certain',
    event: through(athena),
    awsAccounts: accounts({
      role: {
        inline: {
          query: policyOf({
            ...allow('s3:*'),
            Condition: { 'ForAnyValue:StringEquals': { 'aws:CalledVia': athena } },
          }),
        },
      },
    }),
    status: 'would-be-allowed-now',
  },
  {
    title: 'Athena asks, perhaps for CloudFormation, through which alone the policy lets in',
    careless: 'Athena is not CloudFormation: the policy denied it',
    event: through(athena, session),
    awsAccounts: accounts({ bucket: { policy: onlyThrough(cloudFormation) } }),
    ...maybe,
    says: [/OnlyThrough/],
  },
  {
    title: 'Athena was the last to ask, and the policy wants CloudFormation last',
    careless: 'the chain is not known',
    event: through(athena),
    awsAccounts: accounts({
      bucket: { policy: denying('Last', { StringNotEquals: { 'aws:CalledViaLast': cloudFormation } }) },
    }),
    status: 'denied',
    certain: true,
    leads: 'bucket-policy',
    says: [/`aws:CalledViaLast` is `athena.amazonaws.com`/],
  },
  {
    title: 'a session that CloudFormation began for itself, and the policy lets in what it asks for others',
    careless: 'CloudFormation asked for somebody',
    event: through(cloudFormation, {
      ...session,
      arn: 'arn:aws:sts::111122223333:assumed-role/app/AWSCloudFormation',
    }),
    awsAccounts: accounts({ bucket: { policy: onlyThrough(cloudFormation) } }),
    ...maybe,
  },
  {
    title: 'a session that DataBrew may have begun for itself, and the policy wants DataBrew last',
    careless: 'DataBrew asked for somebody: the policy lets it in',
    event: through('databrew.amazonaws.com', session),
    awsAccounts: accounts({
      bucket: {
        policy: denying('Last', {
          StringNotEquals: { 'aws:CalledViaLast': 'databrew.amazonaws.com' },
          Bool: { 'aws:ViaAWSService': 'false' },
        }),
      },
    }),
    ...maybe,
    says: [/Last/],
  },
  {
    title: 'DataSync asks, which aws:CalledVia does not list',
    careless: 'the list holds DataSync',
    event: through('datasync.amazonaws.com', session),
    awsAccounts: accounts({ bucket: { policy: onlyThrough('datasync.amazonaws.com') } }),
    ...maybe,
  },
  {
    title: 'Athena asks, and one statement denies with CloudFormation before it, another without',
    careless: 'nothing is determined',
    event: through(athena),
    awsAccounts: accounts({
      role: {
        inline: {
          all: policyOf(
            allow('s3:*'),
            deny('With', { Condition: { 'ForAnyValue:StringEquals': { 'aws:CalledVia': cloudFormation } } }),
          ),
        },
      },
      bucket: { policy: onlyThrough(cloudFormation) },
    }),
    status: 'denied',
    certain: false,
    says: [/OnlyThrough/, /With/],
  },
  {
    title: 'nobody asks for the role, and the policy lets in what a service asks',
    careless: 'it is not known what aws:CalledVia was',
    event: event({ by: assumedRole() }),
    awsAccounts: accounts({ bucket: { policy: onlyThrough(athena) } }),
    status: 'denied',
    certain: true,
    leads: 'bucket-policy',
    says: [/the request has no `aws:CalledVia`/],
  },
];
