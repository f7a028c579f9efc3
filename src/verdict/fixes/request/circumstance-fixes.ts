/** What the caller can do where the circumstances of the request are the cause: no policy needs to change. */
import { defined } from '../../../defined';
import type { Decision } from '../../../decision/types';
import type { ConditionMatch } from '../../../engine/types';
import { continuesUpload } from '../../../request/record/circumstances';
import type { AnyLayer } from '../../../layers/define';
import { roleArnOf } from '../../../names/principal';
import type { BoundRequest } from '../../../request/types';
import type { UngradedCause } from '../../causes/causes';
import { conditionsBehind, ofAnInstance, presigned, sentOnceForAll } from '../../causes/circumstances';
import type { NearMiss } from '../../types';
import type { FixFacts, ProposedFix } from '../../verdict';
import { factsOf } from '../facts';

/** Nothing of it can be tried: who signs, what the upload began with, and from where the URL is used next, nobody knows. */
export interface CircumstanceFixes {
  /** Whoever lacks the permission is perhaps not meant to have it, or not from there. */
  readonly beforePermissions: readonly ProposedFix[];
  readonly besides: readonly ProposedFix[];
}

export function circumstanceFixes(
  cause: UngradedCause,
  card: AnyLayer | undefined,
  request: BoundRequest,
  now: Decision,
): CircumstanceFixes {
  const conditions = conditionsBehind(cause);
  const isPart = cause.action === 's3:PutObject' && continuesUpload(request.operation);
  const ofUpload = conditions.filter(({ key }) => isPart && sentOnceForAll.test(key.toLowerCase()));
  const isPresigned = presigned(request).length > 0;
  const ofNetwork = conditions.filter(({ key }) => isPresigned && whereFrom.test(key));
  const proposedFor = (code: Code, facts: Partial<FixFacts>) => proposed(code, facts, cause, request, now);
  return {
    beforePermissions: [
      ...missingFor(cause, card, request).map((code) =>
        proposedFor(code, defined({ holder: roleArnOf(request.principal) })),
      ),
      ...ofNetwork.slice(0, 1).map((condition) => proposedFor('use-url-elsewhere', valueOf(condition))),
    ],
    besides: ofUpload.slice(0, 1).map((condition) => proposedFor('begin-upload-with', valueOf(condition))),
  };
}

type Code = 'begin-upload-with' | 'use-url-elsewhere' | 'sign-the-request' | 'use-intended-role';

/** A permission for an anonymous caller is everybody's, one for an instance's role that of all that runs there. */
function missingFor(cause: UngradedCause, card: AnyLayer | undefined, request: BoundRequest): readonly Code[] {
  const { outcome, notes = [] } = cause;
  const isOfInstance = ofAnInstance(request).length > 0;
  if (outcome === 'denies') return isOfInstance && sparesOthers(cause) ? ['use-intended-role'] : [];
  if (outcome !== 'does-not-allow' || card?.kind !== 'grant') return [];
  if (request.principal.type === 'anonymous')
    return notes.some(({ code }) => code in (card.remedies ?? {})) ? [] : ['sign-the-request'];
  const isNotNamed = card.side === 'principal' || (cause.nearMisses ?? []).some(missesTheCaller);
  return isNotNamed && isOfInstance ? ['use-intended-role'] : [];
}

/** The one that was meant to ask may be among those whom the Deny spares. */
const sparesOthers = (cause: UngradedCause): boolean =>
  hasNotPrincipal(cause.statement?.json) || conditionsBehind(cause).some(({ key }) => ofCaller.test(key));

const hasNotPrincipal = (statement: unknown): boolean =>
  typeof statement === 'object' && statement !== null && 'NotPrincipal' in statement;

const missesTheCaller = ({ failed }: NearMiss): boolean =>
  failed.some(
    ({ element, conditions = [] }) =>
      element.endsWith('Principal') || conditions.some(({ key, result }) => result !== 'matches' && ofCaller.test(key)),
  );

const ofCaller = /^aws:(PrincipalArn|PrincipalTag\/.*|userid|username)$/i;
const whereFrom = /^aws:(SourceIp|VpcSourceIp|SourceVpc|SourceVpce|SourceVpcArn|VpceAccount|VpceOrgID)$/i;

function valueOf({ key, wanted }: ConditionMatch): Pick<FixFacts, 'key' | 'value'> {
  const [only, ...others] = wanted;
  // What `Null` wants is no value of the key.
  return { key, ...defined({ value: others.length > 0 || only === 'true' || only === 'false' ? undefined : only }) };
}

function proposed(
  code: Code,
  facts: Partial<FixFacts>,
  cause: UngradedCause,
  request: BoundRequest,
  now: Decision,
): ProposedFix {
  return {
    layer: cause.layer,
    kind: 'change-the-request',
    code,
    facts: { ...factsOf(cause, request), ...facts },
    notes: [],
    changes: [],
    opens: [],
    verified: false,
    decisionAfter: now.decision,
    remaining: now.blockers.map(({ layer, action }) => ({ layer, action })),
  };
}
