/** Answers every call that Culprit makes as AWS would, were these accounts there. */
import type { Wire, WireAnswer, WireCall } from '../../src/evidence/place';
import type { Refusal, AwsAccounts } from './description';
import { denied } from './failures';
import { actionOf, operationOf } from './services';
import { ownAccountOf } from './services/sts';
import { errorOf } from './shapes';

/** A `Wire`: hand it to `openSession` as a recorder's, or behind `createRecorder`. It never sends anything. */
export function wireOf(awsAccounts: AwsAccounts): Wire {
  return async (call) => answerIn(awsAccounts, call);
}

export function answerIn(awsAccounts: AwsAccounts, call: WireCall): WireAnswer {
  const { answer } = operationOf(call);
  const account = call.account === 'own' ? ownAccountOf(awsAccounts) : call.account;
  const asked = { ...call, account };
  const refusal = awsAccounts.refuses?.find((one) => isRefused(one, asked));
  if (refusal !== undefined) return refused(refusal, asked);
  const { region, input } = call;
  return answer({ awsAccounts, account, region, input });
}

function isRefused({ account, service, operation, about }: Refusal, call: WireCall): boolean {
  return (
    service === call.service &&
    (account === undefined || account === call.account) &&
    (operation === undefined || operation === call.operation) &&
    (about === undefined || JSON.stringify(call.input).includes(about))
  );
}

function refused({ code, status = 403 }: Refusal, call: WireCall): WireAnswer {
  const message = `User: arn:aws:sts::${call.account}:assumed-role/culprit-reader/culprit is not authorized to perform: ${actionOf(call)}`;
  return code === undefined ? denied(call, message) : errorOf(call.service, code, status, message);
}
