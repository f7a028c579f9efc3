/** The call that a question is about, and what S3 would ask for it. */
import { defined } from '../../defined';
import { isServiceItself } from '../../names/aws-accounts';
import { accessPointIn } from '../../names/access-point';
import { accountInArn, regionInArn } from '../../names/arn';
import { objectInArn } from '../../names/bucket';
import { partitionIn } from '../../names/partition';
import { accountOf, type Principal } from '../../names/principal';
import { authorizationTable } from '../authorizations/table';
import type { AskedAuthorization, Call } from '../authorizations/call';
import { authorizationsOf } from '../authorizations/of-call';
import { isAllowedParameter } from '../record/parameters';
import type { Question } from './types';
import type { Thing } from '../record/resource-names';

/** What S3 would ask for the call that the action stands for; the very action and resource of the question first. */
export function askedIn(question: Question, call: Call): readonly AskedAuthorization[] {
  const owner = accountInArn(question.resource) ?? call.thing.ownerAccountId;
  const main: AskedAuthorization = {
    action: question.action,
    resource: { is: 'arn', arn: question.resource },
    purpose: 'main',
    certain: true,
    ...defined({ resourceAccountId: owner }),
  };
  if (!question.action.startsWith('s3:') || !Object.hasOwn(authorizationTable, call.eventName)) return [main];
  const [first, ...others] = authorizationsOf(call);
  if (first?.action === question.action) return [{ ...first, ...main }, ...others];
  // A version is asked about without saying which.
  return isVersioned(question.action, call.eventName)
    ? [main, ...others.filter(({ purpose }) => purpose === 'encryption')]
    : [main];
}

const isVersioned = (action: string, eventName: string): boolean =>
  authorizationTable[eventName]?.versioned?.[0] === action;

/** The call whose main action this is: that of the same name if there is one. */
export function eventNamed(action: string): string {
  const name = action.slice(action.indexOf(':') + 1);
  const row = Object.hasOwn(authorizationTable, name) ? authorizationTable[name] : undefined;
  if (row?.actions[0] === action) return name;
  const rows = Object.entries(authorizationTable);
  const found =
    rows.find(([, { actions }]) => actions[0] === action) ??
    rows.find(([, { versioned }]) => versioned?.[0] === action);
  return found?.[0] ?? name;
}

/** Action names ignore case; ours are spelled as AWS spells them. */
export function spelled(action: string): string {
  const known = Object.values(authorizationTable).flatMap(({ actions, versioned = [] }) => [...actions, ...versioned]);
  return known.find((name) => name.toLowerCase() === action.toLowerCase()) ?? action;
}

/** What the question states of the context. */
export interface Stated {
  readonly pairs: Readonly<Record<string, string | readonly string[]>>;
  /** The single value of a key in any case. */
  readonly text: (key: string) => string | undefined;
}

/** Reads keys in any case. */
export function statedIn(pairs: Stated['pairs']): Stated {
  const values = new Map(Object.entries(pairs).map(([key, value]) => [key.toLowerCase(), value]));
  return {
    pairs,
    text: (key) => {
      const value = values.get(key.toLowerCase());
      return typeof value === 'string' ? value : undefined;
    },
  };
}

/** With the headers that the context states. */
export function callOf(question: Question, stated: Stated, principal: Principal): Call {
  const eventName = eventNamed(question.action);
  const thing = thingNamed(question, stated, isVersioned(question.action, eventName));
  const region = question.region ?? stated.text('aws:RequestedRegion') ?? regionInArn(question.resource) ?? '';
  const parameters = Object.fromEntries(
    Object.entries(stated.pairs).flatMap(([key, value]) => {
      const name = /^s3:(.+)$/i.exec(key)?.[1]?.toLowerCase() ?? '';
      return typeof value === 'string' && isAllowedParameter(name) ? [[name, value]] : [];
    }),
  );
  return {
    eventName,
    partition: partitionIn(question.resource) ?? 'aws',
    region,
    thing,
    parameters,
    ...defined({ callerAccountId: accountOf(principal) }),
    ...(isServiceItself(principal) ? { byService: true } : {}),
  };
}

function thingNamed({ resource }: Question, stated: Stated, ofVersion: boolean): Thing {
  const accessPoint = accessPointIn(resource);
  const ownerAccountId =
    stated.text('aws:ResourceAccount') ?? stated.text('s3:ResourceAccount') ?? accountInArn(resource);
  const versionId = ofVersion ? stated.text('s3:versionid') : undefined;
  return {
    ...(accessPoint === undefined
      ? objectInArn(resource)
      : defined({ accessPoint: accessPoint.arn, key: accessPoint.key })),
    ...defined({ versionId, ownerAccountId }),
  };
}
