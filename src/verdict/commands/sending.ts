/** The calls of fixes that meet a condition: the same call with another header, or a tag. */
import type { AwsCommand, CommandValue } from '../../judging/commands/aws-command';
import { sameCall } from '../../judging/commands/same-call';
import type { BoundRequest } from '../../request/types';
import { headerOf, headersBesides } from '../fixes/request/implied-authorizations';
import type { ProposedFix } from '../verdict';
import { taggingCommands } from './tagging';

export function sendingCommands({ code, facts }: ProposedFix, request: BoundRequest): readonly AwsCommand[] {
  const { key = '', value, anonymous } = facts;
  switch (code) {
    case 'send':
      return sending(key, value ?? anyOf(key), request);
    case 'send-without': {
      const header = headerOf(key);
      return header === undefined ? [] : sameCall(request, { [header]: null });
    }
    case 'drop-header':
      return sameCall(request, { [key]: null });
    case 'tag':
      return taggingCommands(facts, request);
    case 'drop-version': {
      const { versionId: _version, ...latest } = request;
      return sameCall(latest);
    }
    case 'sign-the-request':
      return sameCall(request);
    case 'ask-owner':
      // Whoever has rights of their own need only sign.
      return anonymous === undefined ? [] : sameCall(request);
    default:
      return [];
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
const anyOf = (key: string): CommandValue => (key.toLowerCase() === 's3:if-none-match' ? '*' : { fillIn: 'value' });

function sending(key: string, value: CommandValue, request: BoundRequest): readonly AwsCommand[] {
  if (key.toLowerCase() === 'aws:securetransport')
    return sameCall(request).map((call) => ({ ...call, endpointUrl: secureEndpoint(request) }));
  const tag = /^s3:requestobjecttag\/(?<name>.+)$/is.exec(key)?.groups?.['name'];
  if (tag !== undefined) return sameCall(request, { 'x-amz-tagging': tagging(tag, value, request) });
  const header = headerOf(key);
  return header === undefined ? [] : sameCall(request, { ...headersBesides(key, request), [header]: value });
}

/** https://docs.aws.amazon.com/general/latest/gr/s3.html */
function secureEndpoint({ bucketRegion, region, partition }: BoundRequest): string {
  return `https://s3.${bucketRegion ?? region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}`;
}

/** As a query: what was sent before stays. */
function tagging(name: string, value: CommandValue, { parameters }: BoundRequest): CommandValue {
  const before = new URLSearchParams(parameters['x-amz-tagging'] ?? '');
  if (typeof value !== 'string')
    return { fillIn: [...before, [name, 'value']].map((pair) => pair.join('=')).join('&') };
  before.set(name, value);
  return before.toString();
}
