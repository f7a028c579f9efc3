/** The lines of what denied: layer, policy, statement, where it hangs, and how sure that is. */
import type { Cause, Certainty } from '../../verdict/types';
import { parseArn } from '../../names/arn';
import { quote } from '../clean';
import type { Speech } from '../sentences/speech';
import { resourceName, shortActor, shortened, shortenedEnd } from './names';

const longestName = 40;

export interface BlockedBy {
  readonly label: 'Missing' | 'Perhaps' | 'Denied by';
  readonly text: string;
}

/** `SCP require-data-classification › DenyKeysWithoutDataClass, on OU Workloads`; `bucket`: of the headline. */
export function blockedBy(cause: Cause, speech: Speech, bucket: string | undefined): BlockedBy {
  const { outcome, action, layer, policy, setting, statement } = cause;
  if (outcome === 'does-not-allow' && setting === undefined)
    return {
      label: 'Missing',
      text: `an Allow for ${quote(action)}${elsewhere(cause, bucket)} in ${held(speech.policyOf(layer), cause)}`,
    };
  const isUnread = outcome === 'unknown' && policy === undefined && statement === undefined && setting === undefined;
  const place = isUnread ? ` for ${quote(action)}` : attached(cause);
  const text = `${speech.shortOf(layer)}${policyName(cause)}${statementOrSetting(cause, speech.shortOf(layer))}${place}`;
  return { label: outcome === 'unknown' ? 'Perhaps' : 'Denied by', text };
}

/** ` on source-bucket/in/a.csv`: what a copy reads is not what the headline names. */
function elsewhere({ resource }: Cause, bucket: string | undefined): string {
  const { service, resource: name = '' } = parseArn(resource ?? '') ?? {};
  const isThere = service !== 's3' || bucket === undefined || name.split('/')[0] === bucket;
  return isThere || name.startsWith('accesspoint/') ? '' : ` on ${resourceName(resource ?? '', 60)}`;
}

/** Among others that deny as well, each says how sure it is. */
export const withDoubt = ({ text }: BlockedBy, { certainty }: Pick<Cause, 'certainty'>): string =>
  `${text}${doubts[certainty]}`;

const doubts: Readonly<Record<Certainty, string>> = {
  proven: '',
  established: '',
  'by-elimination': ' (very likely)',
  possible: ' (possible)',
};

/** How sure it is, in the words of whoever has to act on it. */
export const sureness: Readonly<Record<Certainty, string>> = {
  proven: 'certain, AWS names the same',
  established: 'certain, nothing unknown could change it',
  'by-elimination': 'very likely, nothing else can have denied it',
  possible: 'possible, not certain',
};

/** A policy that could not be read is the one that AWS names: `SCP p-13xnt294`. */
function policyName({ policy, layer, awsSaid }: Cause): string {
  const saidArn = awsSaid?.agrees === true ? awsSaid.policyArn : undefined;
  const name = policy?.name ?? (policy?.arn ?? saidArn)?.split('/').at(-1);
  return name === undefined || isNameOfLayer(name, layer) ? '' : ` ${quote(shortenedEnd(name, longestName))}`;
}

/** A session policy has no name of its own. */
export const isNameOfLayer = (name: string, layer: string): boolean => name === layer.replaceAll('-', ' ');

function statementOrSetting({ statement, setting }: Cause, layer: string): string {
  if (statement !== undefined)
    return ` › ${statement.sid === undefined ? `statement ${statement.index}` : quote(shortenedEnd(statement.sid, longestName))}`;
  // `object ownership: ObjectOwnership` says it twice.
  const isSaid = setting !== undefined && lettersOf(layer).includes(lettersOf(setting));
  return setting === undefined || isSaid ? '' : `: ${quote(setting)}`;
}

const lettersOf = (text: string): string => text.replaceAll(/\W/g, '').toLowerCase();

/** What a policy hangs on, where its own name does not say that. */
function attached({ policy }: Pick<Cause, 'policy'>): string {
  const { attachedTo, name } = policy ?? {};
  if (attachedTo === undefined || (name !== undefined && attachedTo.endsWith(` ${name}`))) return '';
  return `, on ${placeName(attachedTo)}`;
}

/** The policies that lack it, with whose they are: `the policy of the KMS key …90ab`. */
function held(policies: string, { policy, nearMisses = [] }: Cause): string {
  const place = policy?.attachedTo ?? nearMisses[0]?.policy.attachedTo;
  if (place === undefined) return policies;
  const { kind, name } = kindAndName(place);
  if (kind === undefined || name === undefined) return `${policies} of ${placeName(place)}`;
  // The policies are called by what they hang on: it is not said twice.
  const isSaid = policies.includes(` ${kind} `);
  const call = /^\((?<name>\w+)\)$/.exec(name)?.groups?.['name'];
  if (isSaid && call !== undefined) return `${policies} given to ${quote(call)}`;
  if (policies.endsWith(` ${kind}`)) return `${policies} ${shownName(name)}`;
  return `${policies} of ${isSaid ? shownName(name) : placeName(place)}`;
}

/** `VPC endpoint vpce-1`, `key arn:…`, `session (AssumeRole)`; a key may stand there by its ARN alone. */
function kindAndName(place: string): { readonly kind?: string; readonly name?: string } {
  if (/^arn:[^:]*:kms:/.test(place)) return { kind: 'key', name: place };
  return /^(?<kind>[A-Za-z][\w -]*) (?<name>\S+)$/.exec(place)?.groups ?? {};
}

const shownName = (name: string): string =>
  quote(/^arn:[^:]*:kms:/.test(name) ? `…${name.slice(-4)}` : shortened(name, longestName));

function placeName(attachedTo: string): string {
  if (/^arn:[^:]*:kms:/.test(attachedTo)) return resourceName(attachedTo, longestName);
  if (attachedTo.startsWith('arn:')) return shortActor(attachedTo);
  const [, kind, name] = /^(role|user|group) (.+)$/s.exec(attachedTo) ?? [];
  if (kind !== undefined && name !== undefined) return `${kind} ${quote(shortenedEnd(name, longestName))}`;
  // `Workloads (ou-6gfj-vvwu4q5u)`: people know it by its name.
  return quote(shortened(attachedTo.replace(/(?<=.) \((?:r|ou)-[\w-]+\)$/, ''), longestName));
}
