import { subjectOf } from '../../src/judging/cases/cases';
import { checkVpcEndpointPolicy } from '../../src/layers/vpc-endpoint-policy/check';

// Through an access point an endpoint must let two resources pass; what is shown is the one that it does not.

const bucket = 'arn:aws:s3:::amzn-s3-demo-bucket/a.csv';
const point = 'arn:aws:s3:us-east-1:111122223333:accesspoint/reports/object/a.csv';

/** What the policy says of a resource: it allows, says nothing, denies; or that hangs on a tag which nobody knows. */
type Said = 'allows' | 'nothing' | 'denies' | 'may allow' | 'may deny';

const ifRed = { StringEquals: { 'aws:PrincipalTag/team': 'red' } };
function statementsOn(resource: string, said: Said): readonly object[] {
  const statement = (Effect: 'Allow' | 'Deny', more: object = {}) => ({
    Sid: `${Effect}On${resource === point ? 'Point' : 'Bucket'}`,
    Effect,
    Principal: '*',
    Action: 's3:*',
    Resource: resource,
    ...more,
  });
  const allow = statement('Allow');
  switch (said) {
    case 'allows':
      return [allow];
    case 'nothing':
      return [];
    case 'denies':
      return [allow, statement('Deny')];
    case 'may allow':
      return [statement('Allow', { Condition: ifRed })];
    case 'may deny':
      return [allow, statement('Deny', { Condition: ifRed })];
  }
}

function answered(ofPoint: Said, ofBucket: Said, resource = point) {
  const subject = subjectOf({
    when: '',
    outcome: 'allows',
    request: { endpoint: { is: 'endpoint', id: 'vpce-1' } },
    authorization: {
      resource,
      bucketResource: bucket,
      context: { known: {}, unknown: [{ key: 'aws:PrincipalTag/*', why: 'not-told' }] },
    },
  });
  const Statement = [...statementsOn(point, ofPoint), ...statementsOn(bucket, ofBucket)];
  // Something that never matches is the near miss of both.
  Statement.push({ Sid: 'Other', Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::other/*' });
  const policy = { name: 'endpoint', document: { Version: '2012-10-17', Statement } };
  const answer = checkVpcEndpointPolicy(subject, { endpoint: { status: 'found', value: { policy } } });
  const { decided, nearMisses } = answer.explain();
  const seen = [...decided, ...nearMisses].flatMap(({ elements }) =>
    elements.filter(({ element }) => element === 'Resource').flatMap((one) => one.seen),
  );
  const judgements = answer.outcome === 'unknown' ? answer.possible : [answer.judgement];
  return {
    outcome: answer.outcome,
    sids: answer.statements.map(({ sid }) => sid),
    mayBe: judgements.map(({ denies, allows }) => `${denies ? 'denies' : ''}${allows ? 'allows' : ''}`).sort(),
    about: [...new Set(seen)],
  };
}

test.each<
  readonly [
    ofPoint: Said,
    ofBucket: Said,
    outcome: string,
    about: string,
    sids: readonly string[],
    mayBe: readonly string[],
  ]
>([
  ['allows', 'allows', 'allows', bucket, ['AllowOnBucket'], ['allows']],
  ['allows', 'nothing', 'does-not-allow', bucket, [], ['']],
  ['allows', 'denies', 'denies', bucket, ['DenyOnBucket'], ['deniesallows']],
  ['allows', 'may allow', 'unknown', bucket, ['AllowOnBucket'], ['', 'allows']],
  ['allows', 'may deny', 'unknown', bucket, ['AllowOnBucket', 'DenyOnBucket'], ['allows', 'deniesallows']],
  ['nothing', 'allows', 'does-not-allow', point, [], ['']],
  ['nothing', 'nothing', 'does-not-allow', point, [], ['']],
  ['nothing', 'denies', 'denies', bucket, ['DenyOnBucket'], ['denies']],
  ['nothing', 'may allow', 'does-not-allow', point, [], ['']],
  ['nothing', 'may deny', 'unknown', bucket, ['AllowOnBucket', 'DenyOnBucket'], ['', 'denies']],
  ['denies', 'allows', 'denies', point, ['DenyOnPoint'], ['deniesallows']],
  ['denies', 'nothing', 'denies', point, ['DenyOnPoint'], ['denies']],
  ['denies', 'denies', 'denies', bucket, ['DenyOnBucket'], ['deniesallows']],
  ['denies', 'may allow', 'denies', point, ['DenyOnPoint'], ['denies']],
  ['denies', 'may deny', 'denies', point, ['DenyOnPoint'], ['deniesallows']],
  ['may allow', 'allows', 'unknown', point, ['AllowOnPoint'], ['', 'allows']],
  ['may allow', 'nothing', 'does-not-allow', bucket, [], ['']],
  ['may allow', 'denies', 'denies', bucket, ['DenyOnBucket'], ['denies']],
  ['may allow', 'may allow', 'unknown', point, ['AllowOnPoint'], ['', 'allows']],
  ['may deny', 'allows', 'unknown', point, ['AllowOnPoint', 'DenyOnPoint'], ['allows', 'deniesallows']],
  ['may deny', 'nothing', 'unknown', point, ['AllowOnPoint', 'DenyOnPoint'], ['', 'denies']],
  ['may deny', 'may deny', 'unknown', point, ['AllowOnPoint', 'DenyOnPoint'], ['allows', 'deniesallows']],
  ['may allow', 'may deny', 'unknown', point, ['AllowOnPoint'], ['', 'allows', 'denies', 'deniesallows']],
  [
    'may deny',
    'may allow',
    'unknown',
    point,
    ['AllowOnPoint', 'DenyOnPoint'],
    ['', 'allows', 'denies', 'deniesallows'],
  ],
  ['may deny', 'denies', 'denies', bucket, ['DenyOnBucket'], ['deniesallows']],
])('of the access point it says: %s, of the bucket: %s', (ofPoint, ofBucket, outcome, about, sids, mayBe) => {
  expect(answered(ofPoint, ofBucket)).toEqual({ outcome, sids, mayBe, about: [about] });
});

test.each([
  ['of another kind', 'arn:aws:s3-object-lambda:us-east-1:111122223333:accesspoint/lambda/object/a.csv'],
  ['named in a key', `arn:aws:s3:::b/${point}`],
  ['of no account', 'arn:aws:s3:us-east-1::accesspoint/reports'],
])('an access point %s is taken for itself', (_, resource) => {
  expect(answered('nothing', 'allows', resource).about).toEqual([resource]);
});
