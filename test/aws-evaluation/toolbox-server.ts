/** A server on this machine that answers for IAM's toolbox as described accounts do: the SDK signs and sends as it would to AWS. */
import type { WireCall } from '../../src/evidence/place';
import type { AwsAccounts } from '../account/description';
import { ownAccountOf } from '../account/services/sts';
import { answerIn } from '../account/wire';
import { localServer, type LocalServer, type Received, type Reply } from '../setup/server';

export function toolboxServer(answer: (call: WireCall) => Reply): Promise<LocalServer> {
  return localServer((request) => answer(callIn(request)));
}

export const answersOf =
  (awsAccounts: AwsAccounts) =>
  (call: WireCall): Reply =>
    answerIn(awsAccounts, { ...call, account: ownAccountOf(awsAccounts) });

/** As the model has it: `GET /authorization-details/{authorizationId}[/policy]`, signed for `iam` in a Region. */
function callIn({ method, path, headers }: Received): WireCall {
  const url = new URL(path, 'http://127.0.0.1');
  const [, authorizationId, policy] =
    /^\/authorization-details\/([0-9a-z]{1,256})(\/policy)?$/.exec(url.pathname) ?? [];
  const scope = /Credential=[^/]+\/\d{8}\/([a-z0-9-]+)\/iam\/aws4_request/.exec(headers.authorization ?? '');
  if (method !== 'GET' || authorizationId === undefined || scope === null) throw new Error(`not of the model: ${path}`);
  return {
    account: 'own',
    region: scope[1]!,
    service: 'iam-toolbox',
    operation: policy === undefined ? 'GetRequestAuthorizationDetails' : 'GetRequestAuthorizationPolicy',
    input: { authorizationId, ...Object.fromEntries(url.searchParams) },
    request: { method, path: url.pathname, query: url.search.slice(1), body: null },
  };
}
