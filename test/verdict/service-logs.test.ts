/** A service writes every log under another name: to allow one of them helps nobody. */
import { investigateIn } from '../account/investigate';
import { accounts, allowing, policyOf } from '../causes/accounts';
import { bucketArn, event, owner, service } from '../causes/events';
import { useTestCredentials } from '../setup/credentials';

useTestCredentials();

const now = '2026-11-20T09:14:01.000Z';
const acl = { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } };
const delivery = 'delivery.logs.amazonaws.com';
const letIn = (Resource: string) =>
  allowing({ Service: delivery }, { Action: 's3:PutObject', Resource, Condition: acl });

test.each([
  [
    'what its statement was for',
    `flow/AWSLogs/${owner}/vpcflowlogs/us-east-1/2026/11/20/a.log.gz`,
    letIn(`${bucketArn}/flow/*`),
    `${bucketArn}/flow/*`,
  ],
  [
    'the logs of the account',
    `flow/AWSLogs/${owner}/vpcflowlogs/us-east-1/2026/11/20/a.log.gz`,
    letIn(`${bucketArn}/elsewhere/*`),
    `${bucketArn}/flow/AWSLogs/${owner}/*`,
  ],
  [
    'the logs of an organization',
    `AWSLogs/o-abcdefghij/${owner}/CloudTrail/us-east-1/2026/11/20/a.json.gz`,
    policyOf(),
    `${bucketArn}/AWSLogs/o-abcdefghij/${owner}/*`,
  ],
  ['what is before the date', 'app/2026/11/20/a.log', policyOf(), `${bucketArn}/app/*`],
  ['what is before the date of its name', 'logs/2026-11-20-08-14-01-EXAMPLE', policyOf(), `${bucketArn}/logs/*`],
  ['the folder', 'logs/one.txt', policyOf(), `${bucketArn}/logs/*`],
])('a service is allowed %s', async (_, key, policy, resource) => {
  const asked = { by: service(delivery), operation: 'PutObject', key };
  const { report } = await investigateIn(accounts({ bucket: { policy } }), event(asked), { now });
  const [fix] = report.fixes;
  expect(fix?.document).toMatchObject({ Principal: { Service: delivery }, Action: 's3:PutObject', Resource: resource });
  expect(fix?.facts['resource']).toBe(resource);
  expect(fix).toMatchObject({ verified: true, opens: [{ action: 's3:PutObject', resource }] });
});
