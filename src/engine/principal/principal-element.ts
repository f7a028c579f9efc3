/** The Principal and NotPrincipal elements. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
import type { Interpretations } from '../open-questions';
import { isRole } from './role';
import { any, type Truth } from '../truth';
import type { Caller } from '../types';

export interface PrincipalElement {
  /** `"*"` */
  readonly everybody: boolean;
  /** ARNs, account ids, unique ids, `*`. */
  readonly aws: readonly string[];
  readonly services: readonly string[];
  /** Some name is that of an account as S3 alone knows it: which account it is, no policy shows. */
  readonly canonical: boolean;
  /** Every name as the policy spells it, for people. */
  readonly names: readonly string[];
}

/** The ways in which a Principal element names a caller, as bits: several may hold. */
export const ANYBODY = 1;
export const ITSELF = 2;
export const ITS_ROLE = 4;
export const ITS_ACCOUNT = 8;

export interface Naming {
  /** Ways that hold. */
  readonly sure: number;
  /** Ways that hold or not: which role, user or account it is cannot be known. */
  readonly maybe: number;
}

/** How the element names the caller. */
export function namingOf(element: PrincipalElement, caller: Caller, interpretations: Interpretations): Naming {
  if (element.everybody) return BY_STAR;
  let sure = 0;
  let maybe = 0;
  if (caller.service !== undefined && element.services.length > 0) {
    const is = any(element.services, (name) => isService(caller, name));
    if (is === true) sure |= ITSELF;
    if (is === undefined) maybe |= ITSELF;
  }
  for (const name of element.aws) {
    if (name === '*') {
      if (caller.service === undefined || interpretations.of('aws-star-and-services')) sure |= ANYBODY;
    } else if (caller.accountId !== undefined) {
      if (name === caller.accountId || isAccountArn(name, caller)) sure |= ITS_ACCOUNT;
      if (name === caller.arn) sure |= ITSELF;
      const role = isRole(caller, name);
      if (role === true) sure |= ITS_ROLE;
      if (role === undefined) maybe |= caller.unidentified ? ITSELF | ITS_ROLE : ITS_ROLE;
    } else if (caller.unidentified) maybe |= ITSELF | ITS_ROLE | ITS_ACCOUNT;
  }
  const mayBeCanonical = caller.accountId !== undefined || caller.unidentified;
  if (element.canonical && mayBeCanonical) maybe |= ITS_ACCOUNT & ~sure;
  return sure === 0 && maybe === 0 ? BY_NOTHING : { sure, maybe };
}

/** Does any of the ways hold? */
export const isNamed = ({ sure, maybe }: Naming): Truth => (sure !== 0 ? true : maybe !== 0 ? undefined : false);

/** A caller that cannot be identified may be of any partition. */
const isAccountArn = (name: string, { accountArn, accountId, unidentified }: Caller): boolean =>
  name === accountArn || (unidentified && /^arn:[a-z-]+:iam::(\d{12}):root$/.exec(name)?.[1] === accountId);

/**
 * Does the name stand for the service that calls? A service has several names, of Regions and of China, of which a record
 * shows one; `AWS Internal` is none. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalservicenameslist
 */
export function isService({ service = '' }: Caller, name: string): Truth {
  if (service === name) return true;
  return !isServiceName(service) || wherever(service) === wherever(name) ? undefined : false;
}

/** Is it the name of one service, and not what stands for any of AWS's? */
export const isServiceName = (service: string): boolean => service.includes('.');

const wherever = (service: string): string => service.replace(/\.cn$/, '').replace(/\.[a-z]{2}(-[a-z]+)+-\d(?=\.)/, '');

const BY_STAR: Naming = { sure: ANYBODY, maybe: 0 };
const BY_NOTHING: Naming = { sure: 0, maybe: 0 };

/**
 * Is the caller spared by this NotPrincipal? A role session only if its session, its role and its account are listed.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export function isSpared(element: PrincipalElement, caller: Caller, interpretations: Interpretations): Truth {
  const { sure, maybe } = namingOf(element, caller, interpretations);
  if ((sure & ANYBODY) !== 0) return true;
  const needed = caller.sparedBy;
  if ((sure & needed) === needed) return true;
  const possible = sure | maybe;
  if ((possible & needed) === needed) return undefined;
  const listed = (possible & (needed === ITS_ACCOUNT ? ITS_ACCOUNT : ITSELF)) !== 0;
  return listed && interpretations.of('not-principal-listed-in-part');
}

/** `undefined`: AWS refuses such a name (it takes no partial wildcards). */
export function parsePrincipal(value: unknown): PrincipalElement | undefined {
  if (value === '*') return EVERYBODY;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const aws: string[] = [];
  const services: string[] = [];
  const names: string[] = [];
  const canonical = 'CanonicalUser' in value;
  for (const [type, listed] of Object.entries(value)) {
    const entries: readonly unknown[] = Array.isArray(listed) ? listed : [listed];
    for (const entry of entries) {
      if (typeof entry !== 'string' || entry === '') return undefined;
      if (type === 'AWS' ? !isAwsName(entry) : !otherTypes.has(type)) return undefined;
      if (type === 'AWS') aws.push(entry);
      if (type === 'Service') services.push(entry);
      names.push(entry);
    }
  }
  if (names.length === 0) return undefined;
  const areAws = aws.length === names.length;
  return { everybody: false, aws, services: areAws ? NONE : services, canonical, names: areAws ? aws : names };
}

const NONE: readonly string[] = [];
const EVERYBODY: PrincipalElement = { everybody: true, aws: NONE, services: NONE, canonical: false, names: ['*'] };

const otherTypes = new Set(['Service', 'Federated', 'CanonicalUser']);

function isAwsName(name: string): boolean {
  return name === '*' || /^\d{12}$/.test(name) || NAMED.test(name) || UNIQUE_ID.test(name);
}

/** `cloudfront` stands in the place of an account in the ARN of an origin access identity. */
const NAMED =
  /^arn:[a-z-]+:(?:iam::(?:\d{12}|cloudfront):(?:root$|user\/|role\/)|sts::\d{12}:(?:assumed-role\/[^/]+\/|federated-user\/))[^*?]*$/;
/** What AWS shows of an entity that was deleted: it names nobody any more. */
const UNIQUE_ID = /^A[A-Z0-9]{15,127}$/;
