/** The calls of fixes that meet a condition: the same call with another header, or a tag. */
import type { AwsCommand, CommandValue } from '../../judging/commands/aws-command';
import { presign } from '../../judging/commands/presign';
import { sameCall } from '../../judging/commands/same-call';
import { accountOf } from '../../names/principal';
import type { BoundRequest } from '../../request/types';
import { isOfEveryRequest } from '../fixes/request/how-it-is-sent';
import { headerOf, headersBesides } from '../fixes/request/implied-authorizations';
import { ofMfa } from '../fixes/request/multi-factor';
import type { ProposedFix } from '../verdict';
import { signingIn } from './signing-in';
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
function anyOf(key: string): CommandValue {
  return key.toLowerCase() === 's3:if-none-match' ? '*' : { fillIn: 'value' };
}

function sending(key: string, value: CommandValue, request: BoundRequest): readonly AwsCommand[] {
  if (key.toLowerCase() === 'aws:securetransport')
    return sameCall(request).map((call) => ({ ...call, endpointUrl: secureEndpoint(request) }));
  if (ofMfa(key)) return signingIn(request);
  if (isOfEveryRequest(key)) return signedAnew(key, value, request);
  const tag = /^s3:requestobjecttag\/(?<name>.+)$/is.exec(key)?.groups?.['name'];
  if (tag !== undefined) return sameCall(request, { 'x-amz-tagging': tagging(tag, value, request) });
  const header = headerOf(key);
  return header === undefined ? [] : sameCall(request, { ...headersBesides(key, request), [header]: value });
}

/**
 * The AWS CLI signs with Signature Version 4, in the header, over TLS 1.2 or newer: the call itself will do. It is no form of a
 * browser, does not always sign the payload, and whether it takes TLS 1.3 is a matter of the machine.
 */
function signedAnew(key: string, value: CommandValue, request: BoundRequest): readonly AwsCommand[] {
  const name = key.toLowerCase();
  if (name === 's3:x-amz-content-sha256' || value === 'POST' || (name === 's3:tlsversion' && value !== '1.2'))
    return [];
  const isUrl = request.authorizations.some(({ context }) => context.known['s3:authType'] === 'REST-QUERY-STRING');
  const staysUrl = name === 's3:authtype' ? value === 'REST-QUERY-STRING' : isUrl;
  if (!staysUrl) return sameCall(request);
  const most = name === 's3:signatureage' ? Math.floor(Number(value) / 1000) : 3600;
  const seconds = Number.isFinite(most) ? Math.min(3600, Math.max(1, most)) : 3600;
  return presign(request, accountOf(request.principal), seconds) ?? [];
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
