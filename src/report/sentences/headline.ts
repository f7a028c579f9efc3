import type { AwsSaid } from '../../request/said/aws-said';
import type { Cause } from '../../verdict/types';
import type { Verdict } from '../../verdict/verdict';
import { quote } from '../clean';
import type { Speech } from './speech';
import { policyWords, callerWords, statementWords } from './words';

/** One sentence: the action, who asked, the layer, the policy, the statement and where it hangs. */
export function headline(verdict: Verdict, speech: Speech): string {
  const [first, ...others] = verdict.rootCauses;
  const cause = others.length === 0 ? first : undefined;
  switch (verdict.status) {
    case 'allowed':
      return `${asked(verdict)} is allowed by the policies as they are.`;
    case 'would-be-allowed-now':
      return allowedNow(verdict, cause, speech);
    case 'denied':
      if (cause === undefined) return deniedByOneOf(verdict, speech);
      return cause.outcome === 'unknown' && cause.certainty === 'possible'
        ? unconfirmed(verdict, cause, speech)
        : denied(verdict, cause, speech);
    case 'inconclusive':
      return cause === undefined ? notDetermined(verdict, speech) : unconfirmed(verdict, cause, speech);
  }
}

function allowedNow(verdict: Verdict, cause: Cause | undefined, { nameOf }: Speech): string {
  if (cause === undefined) {
    const clause = clauseOf(verdict.request.said);
    const why = clause === undefined ? '' : `, AWS says ${quote(clause)}`;
    return `${asked(verdict)} was denied${why}, and the policies as they are now allow it: ${sinceThen(verdict)}.`;
  }
  const by = `${nameOf(cause.layer)}${placeWords(cause)}`;
  return `${asked(verdict)} was denied by ${by}. The policies as they are now allow it: ${sinceThen(verdict)}.`;
}

function denied(verdict: Verdict, cause: Cause, { nameOf, policyOf }: Speech): string {
  const who = `${quote(cause.action)} on ${resourceWords(cause.resource, cause.action)} by ${callerWords(verdict.request)}`;
  const more = moreWords(verdict);
  const by = `${who} is denied by ${nameOf(cause.layer)}${placeWords(cause)}${doubt(cause)}${more}.`;
  switch (cause.outcome) {
    case 'does-not-allow':
      // What a setting takes away is no Allow that was forgotten.
      if (cause.setting !== undefined) return by;
      return `${who} is allowed by nothing in ${policyOf(cause.layer)}${placeWords(cause)}${closest(cause)}${doubt(cause)}${more}.`;
    case 'unknown':
      return `${who} can only have been denied by ${nameOf(cause.layer)}, which could not be judged in full${more}.`;
    default:
      return by;
  }
}

function unconfirmed(verdict: Verdict, cause: Cause, { nameOf }: Speech): string {
  const who = `${quote(cause.action)} on ${resourceWords(cause.resource, cause.action)} by ${callerWords(verdict.request)}`;
  const perhaps = verdict.status === 'denied' ? 'is denied, perhaps by' : 'may have been denied by';
  const source = cause.awsSaid?.agrees === true ? 'was denied, AWS says, by' : perhaps;
  return `${who} ${source} ${nameOf(cause.layer)}${placeWords(cause)}; not everything that would confirm it could be read.`;
}

/** Whatever is not known, it is denied. */
function deniedByOneOf(verdict: Verdict, speech: Speech): string {
  const was = verdict.observed ? 'was' : 'is';
  const said = saysAws(verdict) ? ', AWS says,' : '';
  return `${asked(verdict)} ${was} denied${said} by ${anyOf(candidatesOf(verdict, speech))}: by which is not determined.`;
}

const saysAws = ({ rootCauses }: Verdict): boolean => rootCauses.some(({ awsSaid }) => awsSaid?.agrees === true);

function candidatesOf({ rootCauses, suspects }: Verdict, { nameOf }: Speech): readonly string[] {
  const named = rootCauses.length > 0 ? rootCauses : suspects;
  return [...new Set(named.map(({ layer }) => nameOf(layer)))];
}

function notDetermined(verdict: Verdict, speech: Speech): string {
  const layers = candidatesOf(verdict, speech);
  const changed = layers.length > 0 && verdict.drift.is === 'found' ? `, and ${sinceThen(verdict)}` : '';
  if (!verdict.observed && layers.length > 0)
    return `It is not determined whether ${asked(verdict)} would be allowed: ${anyOf(layers)} could deny it.`;
  const candidates =
    layers.length === 0
      ? sinceThen(verdict)
      : `${saysAws(verdict) ? 'AWS means' : 'it may have been'} ${anyOf(layers)}`;
  return `It is not determined what denied ${asked(verdict)}: ${candidates}${changed}.`;
}

function anyOf(layers: readonly string[]): string {
  if (layers.length > 4) return `${layers.slice(0, 3).join(', ')} or one of ${layers.length - 3} more layers`;
  return layers.length < 2 ? layers.join('') : `${layers.slice(0, -1).join(', ')} or ${layers.at(-1)}`;
}

/** What explains a denial that nothing in today's policies explains. */
function sinceThen({ drift, request }: Verdict): string {
  switch (drift.is) {
    case 'settled':
    case 'found': {
      const [change] = drift.changes;
      if (change === undefined) return 'something changed since';
      return `${quote(change.actor)} called ${quote(change.eventName)} on ${quote(change.resource)} at ${quote(change.time)}, after the denial`;
    }
    case 'excluded':
      // What AWS names is none of the layers outside.
      return clauseOf(request.said) !== undefined
        ? 'no change was found in between, so one that CloudTrail does not show yet, or an IAM change that had not yet spread, remains'
        : 'no change was found in between, so an IAM change that had not yet spread, or a layer outside these policies, remains';
    case 'not-excluded':
      return 'something may have changed since, but the changes could not be looked up in full';
  }
}

/** What AWS says that it was, if it says so. */
function clauseOf(said: AwsSaid): string | undefined {
  if (said.is === 'statement') return said.code === 'no-reason-given' ? undefined : said.clause;
  return said.is === 'reason' ? said.clause : undefined;
}

function asked({ request }: Verdict): string {
  const [main] = request.authorizations;
  const action = main?.action ?? request.operation;
  return `${quote(action)} on ${resourceWords(main?.resource ?? request.bucket ?? null, action)} by ${callerWords(request)}`;
}

function resourceWords(resource: string | null, action: string): string {
  const thing = action.startsWith('kms:') ? 'key' : 'resource';
  return resource === null ? `a ${thing} that the record does not name` : quote(resource);
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

/** A headline is read alone: what it states is not always sure. */
function doubt({ certainty, awsSaid }: Cause): string {
  if (certainty !== 'possible') return '';
  return awsSaid?.agrees === false ? ', but AWS names another reason' : ', which is possible but not certain';
}

function moreWords({ blocksNext }: Verdict): string {
  if (blocksNext.length === 0) return '';
  return blocksNext.length === 1
    ? '; one more thing denies it as well'
    : `; ${blocksNext.length} more things deny it as well`;
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
