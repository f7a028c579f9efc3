/** On which of the things that a request asks a policy would be put. */
import { matchTokens, tokenize } from './engine/glob';
import type { Reading } from './evidence/define';
import type { AnyLayer } from './layers/define';

export interface Places {
  /** Targets of the layer's read. */
  readonly on: readonly string[];
  /** Those of them that nothing names: it may be meant for any. */
  readonly unsaid: readonly string[];
}

export interface Meant {
  readonly document: object;
  /** Name or ARN, of what the policy is put on or of the policy in whose place it comes. */
  readonly target?: string;
}

type Readings = Readonly<Record<string, Reading<unknown>>>;

/** The caller's policies and those of the organization are lists, to which one more is added wherever they are read. */
export function placesFor(readings: Readings, { policies, side }: AnyLayer, { document, target }: Meant): Places {
  const targets = Object.keys(readings);
  if (target !== undefined)
    return { on: targets.filter((one) => isNamed(one, target) || holds(readings[one], target)), unsaid: [] };
  if (policies?.heldAs === 'list') return { on: targets, unsaid: [] };
  // What a boundary or an endpoint's policy names is what it lets pass, not what it hangs on.
  const saysWhere = side !== 'principal' && side !== 'network';
  const meant = targets.map((one) => ({ one, is: saysWhere ? isMeantFor(one, document) : undefined }));
  return {
    on: meant.flatMap(({ one, is }) => (is === false ? [] : [one])),
    unsaid: meant.flatMap(({ one, is }) => (is === undefined ? [one] : [])),
  };
}

/** `undefined`: its statements name nothing, or by a pattern that fits. */
function isMeantFor(target: string, document: object): boolean | undefined {
  const things = resourcesIn(document).map(thingIn);
  const exact = things.filter((thing) => !isPattern(thing));
  if (exact.length > 0) return exact.some((thing) => isNamed(target, thing));
  return things.some((thing) => fits(thing, target)) ? undefined : false;
}

/** A bucket is read by its name, a role by its ARN. */
const isNamed = (target: string, name: string): boolean =>
  name === target || name.endsWith(`:::${target}`) || (!name.includes(':') && target.endsWith(`/${name}`));

function holds(reading: Reading<unknown> | undefined, named: string): boolean {
  if (reading?.status !== 'found') return false;
  const { name, arn } = reading.value as { readonly name?: string; readonly arn?: string };
  return name === named || arn === named;
}

const isPattern = (name: string): boolean => /[*?]|\$\{/.test(name);

function fits(pattern: string, target: string): boolean {
  const filled = pattern.replaceAll(/\$\{[^}]*\}/g, '*');
  return [filled, filled.replace(/^.*:::/, '')].some((one) => matchTokens(tokenize(one), target));
}

function resourcesIn(document: object): readonly string[] {
  const { Statement: statements } = document as { readonly Statement?: unknown };
  return [statements].flat().flatMap((statement) => {
    const { Resource: resource, NotResource: others } = (statement ?? {}) as Readonly<Record<string, unknown>>;
    return [resource, others].flat().filter((one): one is string => typeof one === 'string');
  });
}

/** The bucket, or the access point, of objects. */
function thingIn(resource: string): string {
  if (/:accesspoint\//.test(resource)) return resource.replace(/\/object(?:\/.*)?$/, '');
  return /^arn:[^:]*:s3:::/.test(resource) ? resource.replace(/\/.*$/, '') : resource;
}
