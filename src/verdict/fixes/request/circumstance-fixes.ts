/** What the caller can do where the circumstances of the request are the cause: no policy needs to change. */
import { defined } from '../../../defined';
import type { Decision } from '../../../decision/types';
import type { ConditionMatch } from '../../../engine/types';
import { continuesUpload } from '../../../request/record/circumstances';
import type { BoundRequest } from '../../../request/types';
import type { UngradedCause } from '../../causes/causes';
import { conditionsBehind, presigned, sentOnceForAll } from '../../causes/circumstances';
import type { ProposedFix } from '../../verdict';
import { factsOf } from '../facts';

/** Nothing of it can be tried: what the upload began with, and from where the URL is used next, nobody knows. */
export function circumstanceFixes(cause: UngradedCause, request: BoundRequest, now: Decision): readonly ProposedFix[] {
  const conditions = conditionsBehind(cause);
  const isPart = cause.action === 's3:PutObject' && continuesUpload(request.operation);
  const ofUpload = conditions.filter(({ key }) => isPart && sentOnceForAll.test(key.toLowerCase()));
  const isPresigned = presigned(request).length > 0;
  const ofNetwork = conditions.filter(({ key }) => isPresigned && whereFrom.test(key));
  return [
    ...ofUpload.slice(0, 1).map((condition) => proposed('begin-upload-with', condition, cause, request, now)),
    ...ofNetwork.slice(0, 1).map((condition) => proposed('use-url-elsewhere', condition, cause, request, now)),
  ];
}

const whereFrom = /^aws:(SourceIp|VpcSourceIp|SourceVpc|SourceVpce|SourceVpcArn|VpceAccount|VpceOrgID)$/i;

function proposed(
  code: 'begin-upload-with' | 'use-url-elsewhere',
  { key, wanted }: ConditionMatch,
  cause: UngradedCause,
  request: BoundRequest,
  now: Decision,
): ProposedFix {
  const [only, ...others] = wanted;
  // Of `Null` the wanted value is none of the key's.
  const value = others.length > 0 || only === 'true' || only === 'false' ? undefined : only;
  return {
    layer: cause.layer,
    kind: 'change-the-request',
    code,
    facts: { ...factsOf(cause, request), key, ...defined({ value }) },
    notes: [],
    changes: [],
    opens: [],
    verified: false,
    decisionAfter: now.decision,
    remaining: now.blockers.map(({ layer, action }) => ({ layer, action })),
  };
}
