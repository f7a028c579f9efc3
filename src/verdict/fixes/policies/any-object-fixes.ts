/** Fixes for objects that no record names: the keys of a batch delete. Their bucket is known, so all of its objects are meant. */
import { kindOfAction } from '../../../names/actions';
import type { AnyLayer } from '../../../layers/define';
import type { BoundRequest } from '../../../request/types';
import type { BoundedCase } from '../effort';
import { withChanges } from './apply-changes';
import { cureOf } from './cure';
import type { CureForm } from './cure-form';
import { tried, type Blocked, type PolicyFix } from './policy-fixes';
import type { Widening } from './wider-resources';

/** Sought for an object that no policy names, and then decided for those that nobody knows. */
export function anyObjectFixes(blocked: Blocked, card: AnyLayer, fixCase: BoundedCase): readonly PolicyFix[] {
  const request = withAnyObject(fixCase.request, blocked.places);
  if (request === undefined) return [];
  const cure = cureOf(card, blocked, form, { ...fixCase, request });
  if (cure === undefined || cure.changes.length === 0) return [];
  const after = fixCase.decide(fixCase.request, withChanges(fixCase.evidence, cure.changes));
  const remaining = after.blockers.map(({ layer, action }) => ({ layer, action }));
  const stands = after.suspects.some(
    ({ layer, authorization }) => layer === blocked.by.id && blocked.places.includes(authorization),
  );
  return tried(blocked, card, cure, form, { ...fixCase, request }).map(({ fix, ...more }) => ({
    ...more,
    fix: {
      ...fix,
      facts: { ...fix.facts, resource: `${containerOf(request)}*` },
      opens: fix.opens.map((one) => ({ ...one, resource: one.resource.replace(ofNoPolicy, '*') })),
      verified: fix.verified && !stands,
      decisionAfter: after.decision,
      remaining,
    },
  }));
}

const everyObject: Widening = ({ resource }) => ({
  is: 'prefix',
  prefix: resource.slice(0, resource.indexOf('/') + 1),
});
const form: CureForm = {
  deny: 'lasting-circumstances',
  allow: 'lasting-conditions',
  wider: everyObject,
  keepsPatterns: true,
};

const containerOf = ({ partition, bucket = '' }: BoundRequest): string => `arn:${partition}:s3:::${bucket}/`;

/** `undefined`: what is asked is known, or not even its bucket. */
function withAnyObject(request: BoundRequest, places: readonly number[]): BoundRequest | undefined {
  const { bucket, accessPoint, authorizations } = request;
  const isOfUnnamedObject = (place: number) => {
    const asked = authorizations[place];
    return asked !== undefined && asked.resource === undefined && kindOfAction(asked.action) === 'object';
  };
  // Policies would see the objects under the access point's own name.
  if (bucket === undefined || accessPoint !== undefined || places.length === 0 || !places.every(isOfUnnamedObject))
    return undefined;
  const resource = `${containerOf(request)}${ofNoPolicy}`;
  return {
    ...request,
    authorizations: authorizations.map((one, at) => (places.includes(at) ? { ...one, resource } : one)),
  };
}

/** A key that nothing but a wildcard matches. */
const ofNoPolicy = '\u{FFFD}any-object\u{FFFD}';
