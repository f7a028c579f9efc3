/** What the deployed roles may change: nothing but what belongs to the deployment. */
import { reasonFor, writesOf, writingTemplates } from '../../scripts/docs/writes';

/** What IAM knows no resources for, and what leads out of the stack on purpose. */
const beyond = [
  /^xray:Put(TelemetryRecords|TraceSegments) \*$/,
  // https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
  /^logs:(Create|Update|Delete)LogDelivery \*$|^logs:PutResourcePolicy \*$/,
  // Reader roles only read.
  /^sts:AssumeRole arn:aws:iam::(\d{12}|\*):role\/culprit\/culprit-reader$/,
  // The bus that was named for notices, and in a spoke that of the hub.
  /^events:PutEvents arn:aws:events:us-east-1:111122223333:event-bus\/(default|Culprit-spokes)$/,
];

const templates = writingTemplates();

describe.each(Object.entries(templates))('%s', (form, template) => {
  const own = template.resources
    .filter(({ type }) => type !== 'AWS::IAM::Role' && type !== 'AWS::Events::EventBus')
    .map(({ arn }) => arn.replace(/:\*$/, ''))
    .filter((arn) => arn.startsWith('arn:'));
  const isOwn = (resource: string) =>
    own.some((arn) => resource === arn || (/^[:/]/.test(resource.slice(arn.length)) && resource.startsWith(arn)));

  test('no role can write outside of its own table, bucket, topic, bus and logs', async () => {
    const writes = await writesOf(template);
    expect(writes.length).toBeGreaterThan(form === 'spoke' ? 0 : 50);
    const outside = writes.filter(
      ({ action, resource }) => !isOwn(resource) && !beyond.some((pattern) => pattern.test(`${action} ${resource}`)),
    );
    expect(outside).toEqual([]);
  });

  test('each right to write has a reason', async () => {
    for (const write of await writesOf(template)) expect(reasonFor(write).length).toBeGreaterThan(5);
  });
});

test('the spoke may put events on the bus of the hub, and nothing else', async () => {
  const rights = (await writesOf(templates.spoke)).map(({ action, resource }) => `${action} ${resource}`);
  expect(rights).toEqual(['events:PutEvents arn:aws:events:us-east-1:111122223333:event-bus/Culprit-spokes']);
});
