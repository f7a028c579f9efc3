/** KMS grants. https://docs.aws.amazon.com/kms/latest/developerguide/grants.html */
import { Condition } from '../../engine/condition';
import { UNKNOWN, lookUp } from '../../engine/context';
import { matchTokens } from '../../engine/glob';
import type { PreparedRequest } from '../../engine/match';
import { operatorNamed, type Operator } from '../../engine/operators';
import { isNamed, isService, namingOf, parsePrincipal } from '../../engine/principal/principal-element';
import { and, type Truth } from '../../engine/truth';
import { usesIn } from '../../engine/unknowns/uses';
import type { KeyGrant } from '../../evidence/values';
import { preparedRequest } from '../../judging/engine-request';
import type { Subject } from '../../judging/types';

/** Does the grant give this operation to this caller? */
export function matchGrant(grant: KeyGrant, subject: Subject): Truth {
  const asked = preparedRequest(subject);
  const operation = (grant.Operations ?? []).some((name) => `kms:${name}`.toLowerCase() === asked.lowerAction);
  if (!operation) return false;
  const grantee = isGrantee(grant.GranteePrincipal, asked);
  return grantee === false ? false : and(grantee, meets(grant.Constraints ?? {}, asked));
}

function isGrantee(name: string | undefined, { caller, context }: PreparedRequest): Truth {
  if (name === undefined) return false;
  if (caller.service !== undefined) return isService(caller, name);
  const element = parsePrincipal({ AWS: name });
  if (element === undefined) return false;
  const naming = namingOf(element, caller, context.readings);
  if (naming.maybe !== 0) usesIn(context)?.roles.add(name);
  return isNamed(naming);
}

const PREFIX = 'kms:encryptioncontext:';

function meets(constraints: NonNullable<KeyGrant['Constraints']>, asked: PreparedRequest): Truth {
  const { EncryptionContextSubset: subset, EncryptionContextEquals: equals, SourceArn: source } = constraints;
  const wanted = [
    ...pairs(subset),
    ...pairs(equals),
    ...(source === undefined ? [] : [condition('ArnLike', 'aws:SourceArn', source)]),
  ];
  let result: Truth = equals === undefined ? true : isWhole(equals, asked);
  for (const one of wanted) {
    const matches = one.match(asked.context);
    if (matches === false) return false;
    if (matches === undefined) usesIn(asked.context)?.note(one, asked.context);
    result = and(result, matches);
  }
  return result;
}

function pairs(context: Readonly<Record<string, string>> = {}): readonly Condition[] {
  return Object.entries(context).map(([key, value]) => condition('StringEquals', PREFIX + key, value));
}

function condition(operator: string, key: string, value: string): Condition {
  return new Condition(operator, operatorNamed(operator) as Operator, key, [value], false);
}

/** Has the request no other pair than these? */
function isWhole(wanted: Readonly<Record<string, string>>, { context }: PreparedRequest): Truth {
  const keys = new Set(Object.keys(wanted).map((key) => PREFIX + key.toLowerCase()));
  let unknown = false;
  for (const key of new Set([...context.values.keys(), ...context.unknownKeys])) {
    if (!key.startsWith(PREFIX) || keys.has(key)) continue;
    const seen = lookUp(context, key);
    if (seen === UNKNOWN) {
      unknown = true;
      usesIn(context)?.note(condition('Null', key, 'true'), context);
    } else if (seen !== undefined && seen.length > 0) return false;
  }
  const anyOther = context.unknownPatterns.some((pattern) => matchTokens(pattern, `${PREFIX} `));
  return unknown || anyOther ? undefined : true;
}
