/** Answers every call that Culprit makes as AWS would, were these accounts there. */
import { ownAccountOf, type Answers } from './asked';
import type { Wire, WireAnswer, WireCall } from '../../src/evidence/place';
import type { Refusal, World } from './description';
import { ec2Answers, cloudTrailAnswers, stsAnswers } from './surroundings';
import { iamAnswers } from './iam';
import { kmsAnswers } from './kms';
import { organizationsAnswers } from './organizations';
import { s3Answers } from './s3';
import { s3ControlAnswers } from './s3-control';
import { errorOf } from './shapes';

/** A `Wire`: hand it to `openSession` as a recorder's, or behind `createRecorder`. It never sends anything. */
export function wireOf(world: World): Wire {
  return async (call) => answerTo(world, call);
}

/** By service. */
export const services: Readonly<Record<string, Answers>> = {
  s3: s3Answers,
  's3-control': s3ControlAnswers,
  iam: iamAnswers,
  kms: kmsAnswers,
  organizations: organizationsAnswers,
  ec2: ec2Answers,
  cloudtrail: cloudTrailAnswers,
  sts: stsAnswers,
};

function answerTo(world: World, call: WireCall): WireAnswer {
  const { service, operation, input, region } = call;
  const answer = services[service]?.[operation];
  if (answer === undefined) throw new Error(`described accounts know no ${service} ${operation}`);
  const account = call.account === 'own' ? ownAccountOf(world) : call.account;
  const refusal = world.refuses?.find((one) => isRefused(one, { ...call, account }));
  if (refusal !== undefined) return refused(refusal, { ...call, account });
  return answer({ world, account, region, input });
}

function isRefused({ account, service, operation, about }: Refusal, call: WireCall): boolean {
  return (
    service === call.service &&
    (account === undefined || account === call.account) &&
    (operation === undefined || operation === call.operation) &&
    (about === undefined || JSON.stringify(call.input).includes(about))
  );
}

const deniedAs: Readonly<Record<string, string>> = {
  ec2: 'UnauthorizedOperation',
  kms: 'AccessDeniedException',
  organizations: 'AccessDeniedException',
  cloudtrail: 'AccessDeniedException',
};

function refused({ code, status = 403 }: Refusal, { service, operation, account }: WireCall): WireAnswer {
  const action = `${service.replace('s3-control', 's3')}:${operation}`;
  const message = `User: arn:aws:sts::${account}:assumed-role/culprit-reader/culprit is not authorized to perform: ${action}`;
  return errorOf(service, code ?? deniedAs[service] ?? 'AccessDenied', status, message);
}
