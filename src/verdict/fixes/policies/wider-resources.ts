/** More than the one resource, where one alone serves nobody for long. */
import { textsIn } from '../statements/statement-json';
import type { NearMiss } from '../statements/near-miss';
import { matchesResource } from '../statements/resources';
import type { Grain } from '../statements/deny';
import { writesWithoutKms } from '../../../names/aws-accounts';
import type { BoundRequest } from '../../../request/types';

/** What a new Allow is for: all that begins so, or a pattern as another statement of the same version spells it. */
export type WiderResource =
  | { readonly is: 'prefix'; readonly prefix: string }
  | { readonly is: 'pattern'; readonly pattern: string; readonly variables: boolean };

export type Widening = (grain: Grain, near: NearMiss | undefined) => WiderResource | undefined;

/** `arn:aws:s3:::bucket/folder/`: who reads one object of a folder reads its neighbours as well. */
export const folderOf: Widening = ({ resource }) => {
  const prefix = /^arn:[^:]+:s3:[^:]*:[^:]*:[^/]+\/(?:.*\/)?(?=[^/]+$)/s.exec(resource)?.[0];
  return prefix === undefined ? undefined : { is: 'prefix', prefix };
};

/** A service writes every log under another name: all that its statement was for, or what the names have in common. */
export const logsLike: Widening = (grain, near) => {
  const { resource, context } = grain;
  if (near?.statement.notResource === false) {
    const pattern = textsIn(near.statement.json['Resource']).find((one) =>
      matchesResource(one, resource, context, near.variables),
    );
    if (pattern !== undefined && pattern !== '*') return { is: 'pattern', pattern, variables: near.variables };
  }
  const prefix = ofAccount.exec(resource)?.[0] ?? beforeDate.exec(resource)?.[0];
  return prefix === undefined ? folderOf(grain, near) : { is: 'prefix', prefix };
};

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-S3.html */
const ofAccount = /^arn:[^:]+:s3:::[^/]+\/(?:.*\/)?AWSLogs\/(?:o-[a-z0-9]+\/)?(?:aws-account-id=)?\d{12}\//s;
const beforeDate = /^arn:[^:]+:s3:::[^/]+\/(?:[^/]+\/)*?(?=(?:year=)?20\d\d[-/])/s;

export const writesLogs = ({ principal }: BoundRequest, actions: readonly string[]): boolean =>
  (principal.type === 'service' || writesWithoutKms(principal) !== undefined) &&
  actions.every((action) => /^s3:PutObject$/i.test(action));
