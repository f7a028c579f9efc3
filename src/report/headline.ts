import type { AwsSaid } from '../request/types';
import type { Cause } from '../verdict/types';
import type { Verdict } from '../verdict/verdict';
import { quote } from './clean';
import { layerTitle, policyWords, principalWords, statementWords } from './words';

/** One sentence: the action, who asked, the layer, the policy, the statement and where it hangs. */
export function headline(verdict: Verdict): string {
  const [cause] = verdict.rootCauses;
  switch (verdict.status) {
    case 'allowed':
      return `${asked(verdict)} is allowed by the policies as they are.`;
    case 'would-be-allowed-now':
      return `${asked(verdict)} was denied, and the policies as they are now allow it: ${sinceThen(verdict)}.`;
    case 'denied':
      if (cause === undefined || verdict.rootCauses.length > 1) return notDetermined(verdict);
      return cause.outcome === 'unknown' && cause.certainty === 'possible'
        ? unconfirmed(verdict, cause)
        : denied(verdict, cause);
    case 'inconclusive':
      return cause !== undefined && verdict.rootCauses.length === 1
        ? unconfirmed(verdict, cause)
        : notDetermined(verdict);
  }
}

function denied(verdict: Verdict, cause: Cause): string {
  const who = `${quote(cause.action)} on ${resourceWords(cause.resource)} by ${principalWords(verdict.request.principal)}`;
  const more = moreWords(verdict);
  switch (cause.outcome) {
    case 'does-not-allow':
      return `${who} is allowed by nothing in the ${layerTitle(cause.layer)}${placeWords(cause)}${closest(cause)}${more}.`;
    case 'unknown':
      return `${who} can only have been denied by the ${layerTitle(cause.layer)}, which could not be judged in full${more}.`;
    default:
      return `${who} is denied by the ${layerTitle(cause.layer)}${placeWords(cause)}${more}.`;
  }
}

function unconfirmed(verdict: Verdict, cause: Cause): string {
  const who = `${quote(cause.action)} on ${resourceWords(cause.resource)} by ${principalWords(verdict.request.principal)}`;
  const source = cause.awsSaid?.agrees === true ? 'was denied, AWS says, by' : 'may have been denied by';
  return `${who} ${source} the ${layerTitle(cause.layer)}${placeWords(cause)}; not everything that would confirm it could be read.`;
}

function notDetermined(verdict: Verdict): string {
  const layers = [...new Set(verdict.suspects.map(({ layer }) => layerTitle(layer)))];
  const shown = layers.slice(0, 3).join(', ') + (layers.length > 3 ? ` or ${layers.length - 3} more layers` : '');
  const candidates =
    layers.length === 0 ? sinceThen(verdict) : `it may have been ${layers.length > 3 ? shown : layers.join(' or ')}`;
  const changed = layers.length > 0 && verdict.drift.is === 'found' ? `, and ${sinceThen(verdict)}` : '';
  return `It is not determined what ${verdict.observed ? 'denied' : 'decides'} ${asked(verdict)}: ${candidates}${changed}.`;
}

/** What explains a denial that nothing in today's policies explains. */
function sinceThen({ drift }: Verdict): string {
  switch (drift.is) {
    case 'found': {
      const [change] = drift.changes;
      if (change === undefined) return 'something changed since';
      return `${quote(change.actor)} called ${quote(change.eventName)} on ${quote(change.resource)} at ${quote(change.time)}, after the denial`;
    }
    case 'excluded':
      return 'no change was found in between, so an IAM change that had not yet spread, or a layer outside these policies, remains';
    case 'not-excluded':
      return 'something may have changed since, but the changes could not be looked up in full';
  }
}

function asked({ request }: Verdict): string {
  const [main] = request.authorizations;
  const action = main?.action ?? request.operation;
  return `${quote(action)} on ${resourceWords(main?.resource ?? request.bucket ?? null)} by ${principalWords(request.principal)}`;
}

function resourceWords(resource: string | null): string {
  return resource === null ? 'a resource that nothing tells' : quote(resource);
}

function placeWords({ policy, statement, setting }: Cause): string {
  const parts = [
    ...(policy === undefined ? [] : [policyWords(policy)]),
    ...(statement === undefined ? [] : [statementWords(statement)]),
    ...(setting === undefined ? [] : [`setting ${quote(setting)}`]),
    ...(policy?.attachedTo === undefined ? [] : [`attached to ${quote(policy.attachedTo)}`]),
  ];
  return parts.length === 0 ? '' : `: ${parts.join(', ')}`;
}

function closest({ nearMisses }: Cause): string {
  const [nearest] = nearMisses ?? [];
  if (nearest === undefined) return '';
  const failed = nearest.failed.map(({ element }) => element).join(' and ');
  return `; the closest, ${statementWords(nearest.statement)} of ${policyWords(nearest.policy)}, fails on ${failed}`;
}

function moreWords({ blocksNext }: Verdict): string {
  if (blocksNext.length === 0) return '';
  return blocksNext.length === 1
    ? '; one more thing would still deny it'
    : `; ${blocksNext.length} more things would still deny it`;
}

/** AWS's own text, as it stands in the record. */
export function awsSaidText(said: AwsSaid): string | null {
  switch (said.is) {
    case 'reason':
    case 'statement':
      return said.clause;
    case 'generic':
      return 'Access Denied';
    case 'truncated':
    case 'odd':
      return said.text;
    case 'absent':
      return null;
  }
}
