/** A request that nobody made (yet): would it be allowed? */
import { defined } from '../../defined';
import { type Principal, principalOfArn } from '../../names/principal';
import type { AskedAuthorization, Call } from '../authorizations/call';
import { bounded } from '../bounds';
import type { Circumstances } from '../record/circumstances';
import { withContext } from '../context/context';
import { kmsContext } from '../context/kms';
import { badInput, clip } from '../record/parse';
import { askedIn, callOf, spelled, statedIn, type Stated } from './call';
import type { Authorization, DeniedRequest, RequestContext } from '../types';
import type { BadInput } from '../parsed-record';
import type { Question } from './types';

/**
 * Headers and query parameters that are not stated are not sent, and without `aws:SourceVpce` no VPC endpoint is crossed:
 * that is the request asked about. The caller's surroundings (address, TLS, session, time) cannot be known unless stated.
 */
export function requestFromQuestion(
  question: Question,
): { readonly is: 'denied'; readonly request: DeniedRequest } | BadInput {
  const principal = principalNamed(question.principal);
  if (principal === undefined)
    return badInput(
      'principal',
      `\`${clip(question.principal)}\` is no principal: give the ARN of a role, user or session, \`anonymous\`, or a service such as logging.s3.amazonaws.com`,
    );
  const service = /^(s3|s3express|s3-object-lambda|kms):[A-Za-z]+$/.exec(question.action)?.[1];
  if (service === undefined)
    return badInput('action', `\`${clip(question.action)}\` is no action of S3 or KMS, such as s3:GetObject`);
  if (
    question.resource !== '*' &&
    !/^arn:(aws|aws-cn|aws-us-gov):(s3|s3express|s3-object-lambda|kms):[^:]*:\d*:\S/.test(question.resource)
  )
    return badInput(
      'resource',
      `\`${clip(question.resource)}\` is no resource of S3 or KMS, such as arn:aws:s3:::bucket/key`,
    );
  const asked = { ...question, action: spelled(question.action) };
  return { is: 'denied', request: bounded(requestOf(asked, principal, service)) };
}

function requestOf(question: Question, principal: Principal, service: string): DeniedRequest {
  const stated = statedIn(question.context ?? {});
  const call = callOf(question, stated, principal);
  const at = circumstancesOf(question, stated, principal, call);
  const { bucket, key, versionId, accessPoint } = call.thing;
  const vpce = stated.text('aws:SourceVpce');
  const resourceAccountId = service === 'kms' ? undefined : call.thing.ownerAccountId;
  return {
    eventId: 'question',
    time: question.time ?? '',
    region: call.region,
    partition: call.partition,
    eventSource: service === 'kms' ? 'kms.amazonaws.com' : 's3.amazonaws.com',
    operation: call.eventName,
    // Nothing was denied.
    errorCode: '',
    said: { is: 'absent' },
    principal,
    ...defined({ bucket, key, versionId, accessPoint }),
    endpoint: vpce === undefined ? { is: 'none' } : { is: 'endpoint', id: vpce },
    ...defined({ sourceIp: at.sourceIp }),
    parameters: call.parameters,
    ...defined({ resourceAccountId }),
    authorizations: askedIn(question, call).map((one) =>
      stating(contextualized(one, at, service), stated.pairs, service),
    ),
  };
}

function circumstancesOf(question: Question, stated: Stated, principal: Principal, call: Call): Circumstances {
  const vpce = stated.text('aws:SourceVpce');
  const sourceIp = stated.text(vpce === undefined ? 'aws:SourceIp' : 'aws:VpcSourceIp');
  const credentials = principal.type === 'anonymous' || principal.type === 'service' ? 'none' : 'unknown';
  return {
    principal,
    ...defined({ time: question.time }),
    region: call.region,
    partition: call.partition,
    endpoint: vpce === undefined ? { is: 'none' } : { is: 'endpoint', id: vpce },
    tellsEndpoint: true,
    ...defined({ sourceIp }),
    showsForwarding: true,
    session: { credentials, isWhole: true, issuedToCompute: false },
    transport: {},
    signature: { recorded: false },
    parameters: call.parameters,
    hasParameters: true,
    hasQuery: true,
  };
}

/** A question about a KMS action does not say whether S3 takes it. */
function contextualized(asked: AskedAuthorization, at: Circumstances, service: string): Authorization {
  if (service !== 'kms') return withContext(asked, at);
  return { ...asked, context: kmsContext(asked, at, { encryptionContext: {}, viaS3: false }) };
}

/** What is stated holds for the action asked about; of it the key's use shares what is the caller's. */
function stating(one: Authorization, pairs: Stated['pairs'], service: string): Authorization {
  const ofKey = one.purpose === 'encryption' && service !== 'kms';
  const other = ofKey ? /^(s3:|aws:(Resource|SourceVpc|VpcSourceIp|Vpce|ViaAWSService|CalledVia))/i : /^kms:/i;
  const kept = Object.entries(pairs).filter(([key]) => service === 'kms' || !other.test(key));
  const keys = new Set(kept.map(([key]) => key.toLowerCase()));
  // Said in another case it is the same key.
  const known = Object.entries(one.context.known).filter(([key]) => !keys.has(key.toLowerCase()));
  const version = one.action.includes('Version') && !keys.has('s3:versionid');
  const notStated: RequestContext['unknown'] = version ? [{ key: 's3:versionid', why: 'not-stated' }] : [];
  const unknown = [...one.context.unknown, ...notStated];
  return { ...one, context: { known: Object.fromEntries([...known, ...kept]), unknown } };
}

function principalNamed(name: string): Principal | undefined {
  if (name === 'anonymous' || name === '*') return { type: 'anonymous' };
  const service = /^(?:service:)?([a-z0-9.-]+\.amazonaws\.com(?:\.cn)?)$/.exec(name)?.[1];
  return service === undefined ? principalOfArn(name) : { type: 'service', service };
}
