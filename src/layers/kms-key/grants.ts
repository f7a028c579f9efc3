/** KMS grants. https://docs.aws.amazon.com/kms/latest/developerguide/grants.html */
import { Condition } from '../../engine/condition';
import type { IndexedContext } from '../../engine/context';
import { matchTokens } from '../../engine/glob';
import type { PreparedRequest } from '../../engine/match';
import type { OpenQuestions } from '../../engine/open-questions';
import { operatorNamed, type Operator } from '../../engine/operators';
import { isNamed, isService, namingOf, parsePrincipal } from '../../engine/principal/principal-element';
import { all, and, type Truth } from '../../engine/truth';
import { conditionPart, usesIn, type OpenPart } from '../../engine/unknowns/uses';
import type { KeyGrant } from '../../evidence/values';

/** What AWS's documentation leaves open of them: docs/open-questions.md. */
export const grantQuestions = {
  /** Does a KMS grant replace the identity-based policies of another account? */
  'grant-across-accounts': false,
  /** Does a KMS grant pass the boundary or session policies? */
  'grant-and-boundary': false,
} as const satisfies OpenQuestions;

/** Does the grant give this operation to this caller? */
export function matchGrant(grant: KeyGrant, asked: PreparedRequest): Truth {
  const operation = (grant.Operations ?? []).some((name) => `kms:${name}`.toLowerCase() === asked.lowerAction);
  const grantee = operation && isGrantee(grant.GranteePrincipal, asked);
  return grantee === false ? false : and(grantee, asked.context.assumed?.get(grant) ?? meets(grant, asked.context));
}

/** Notes what grants hang on that may give the operation. */
export function noteOpenGrants(grants: readonly KeyGrant[], asked: PreparedRequest): void {
  const uses = usesIn(asked.context);
  if (uses === undefined) return;
  for (const grant of grants) {
    if (matchGrant(grant, asked) !== undefined) continue;
    const { GranteePrincipal: name = '' } = grant;
    const isPerhapsRole = asked.caller.service === undefined && isGrantee(name, asked) === undefined;
    uses.rules.push({
      rule: grant,
      parts: openPartsOf(grant, asked.context),
      roles: isPerhapsRole ? [name] : [],
      boundary: false,
      list: grants,
      adds: (other) => givenBy(matchGrant(grant, other)),
    });
  }
}

/** What a grant adds to the others, as bits: it may give, or gives as well. */
const givenBy = (matches: Truth): number => (matches === true ? 3 : matches === undefined ? 2 : 0);

function isGrantee(name: string | undefined, { caller, context }: PreparedRequest): Truth {
  if (name === undefined) return false;
  if (caller.service !== undefined) return isService(caller, name);
  const element = parsePrincipal({ AWS: name });
  if (element === undefined) return false;
  return isNamed(namingOf(element, caller, context.interpretations));
}

const PREFIX = 'kms:encryptioncontext:';

function meets(grant: KeyGrant, context: IndexedContext): Truth {
  const meetsAll = all(conditionsOf(grant, context), (one) => one.match(context));
  return and(meetsAll, mayHaveOthers(grant, context) ? undefined : true);
}

function openPartsOf(grant: KeyGrant, context: IndexedContext): readonly OpenPart[] {
  const open = conditionsOf(grant, context).filter((one) => one.match(context) === undefined);
  const never: OpenPart = { keys: [], truth: () => undefined, texts: [] };
  return [...open.map((one) => conditionPart(one, context)), ...(mayHaveOthers(grant, context) ? [never] : [])];
}

/** What the request must have, and must not have besides. */
function conditionsOf({ Constraints: constraints = {} }: KeyGrant, context: IndexedContext): readonly Condition[] {
  const { EncryptionContextSubset: subset, EncryptionContextEquals: equals, SourceArn: source } = constraints;
  return [
    ...pairs(subset),
    ...pairs(equals),
    ...(source === undefined ? [] : [condition('ArnLike', 'aws:SourceArn', source)]),
    ...(equals === undefined ? [] : othersThan(equals, context).map((key) => condition('Null', key, 'true'))),
  ];
}

function pairs(context: Readonly<Record<string, string>> = {}): readonly Condition[] {
  return Object.entries(context).map(([key, value]) => condition('StringEquals', PREFIX + key, value));
}

function condition(operator: string, key: string, value: string): Condition {
  return new Condition(operator, operatorNamed(operator) as Operator, key, [value], false);
}

/** The pairs that the request has, or may have, besides these. */
function othersThan(wanted: Readonly<Record<string, string>>, context: IndexedContext): readonly string[] {
  const keys = new Set(Object.keys(wanted).map((key) => PREFIX + key.toLowerCase()));
  const all = new Set([...context.values.keys(), ...context.unknownKeys]);
  return [...all].filter((key) => key.startsWith(PREFIX) && !keys.has(key));
}

/** May the request have pairs of any name? */
function mayHaveOthers({ Constraints: constraints }: KeyGrant, context: IndexedContext): boolean {
  const isOpen = context.unknownPatterns.some((pattern) => matchTokens(pattern, `${PREFIX} `));
  return constraints?.EncryptionContextEquals !== undefined && isOpen;
}
