import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Secret, type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Culprit } from '../../lib/culprit';
import { named } from '../../lib/settings/construct-props';
import { appWith } from './synthesized';

test('names stay what they are', () => {
  const props = {
    trail: { buckets: ['my-bucket'] },
    buckets: ['my-bucket'],
    accessLogs: { bucketName: 'logs', prefix: 'a/' },
  };
  expect(named(props)).toEqual(props);
});

test("an app's own bucket, secret and topic are used, and nothing stands beside them", () => {
  const stack = new Stack(appWith(), 'Foreign');
  // The CDK's interface does not allow for the `undefined` of its own class under `exactOptionalPropertyTypes`.
  const bucket = new Bucket(stack, 'Data') as IBucket;
  const topic = new Topic(stack, 'OnCall');
  const slackSecret = new Secret(stack, 'Webhook') as ISecret;
  const culprit = new Culprit(stack, 'Culprit', {
    trail: { buckets: [bucket] },
    buckets: [bucket],
    slackSecret,
    topic,
  });
  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::SNS::Topic', 1);
  expect(culprit.topic).toBe(topic);
  const text = JSON.stringify(template.findResources('AWS::IAM::Policy'));
  const idOf = (construct: { readonly node: { readonly defaultChild?: unknown } }) =>
    stack.getLogicalId(construct.node.defaultChild as never);
  expect(text).toContain(`"Action":"sns:Publish","Effect":"Allow","Resource":{"Ref":"${idOf(topic)}"}`);
  expect(text).toContain(`"Resource":{"Ref":"${idOf(slackSecret)}"}`);
  expect(JSON.stringify(template.findResources('AWS::CloudTrail::Trail'))).toContain(idOf(bucket));
});
