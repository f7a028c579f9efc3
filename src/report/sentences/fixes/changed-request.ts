/** Fixes by another request: no policy changes. */
import type { FixFacts, ProposedFix, RequestFixCode } from '../../../verdict/verdict';
import { capital, quoteFact } from '../fill';
import { ofMfa } from '../../../verdict/fixes/request/multi-factor';
import type { Speech } from '../speech';
import type { Sentences } from './ask-owner';
import { sentThing, sentWith } from './sent';

const onlyTheRequest = 'Only the request changes; no policy does.';
const unreadTrust = 'A role must trust a user with MFA for that; its trust policy was not read.';

export function requestSentences(fix: ProposedFix, code: RequestFixCode, { note }: Speech): Sentences {
  const { facts, reason, changedRequest } = fix;
  const { value, key = '?' } = facts;
  const fact = (name: keyof FixFacts) => quoteFact(facts[name] ?? '?');
  const asked = facts.resource === undefined ? fact('action') : `${fact('action')} on ${fact('resource')}`;
  switch (code) {
    case 'send':
      return {
        summary: `Send the request ${sentWith(key, value)}, as statement ${fact('statement')} of ${fact('policy')} asks.`,
        safety: ofMfa(key) ? `${onlyTheRequest} ${unreadTrust}` : onlyTheRequest,
      };
    case 'send-without':
      return {
        summary: `Send the request without ${sentThing(key)}: statement ${fact('statement')} of ${fact('policy')} refuses it.`,
        safety: onlyTheRequest,
      };
    case 'drop-header':
      return {
        summary: `Send the request without ${sentThing(key)}: only because of that header it takes ${fact('action')}.`,
        safety: onlyTheRequest,
      };
    case 'drop-version':
      return {
        summary: `Delete the object without naming a version, if hiding it is enough: that takes \`s3:DeleteObject\` only, and leaves a delete marker over the current version, whichever one was named. A caller who must delete version ${fact('key')} itself, for good, needs ${fact('action')}.`,
        safety:
          'Do not do it to remove an older version or a delete marker. Where versioning is off or suspended, the object may be gone.',
      };
    case 'begin-upload-with':
      return {
        summary: `Begin the upload ${sentWith(key, value)} (CreateMultipartUpload), or send the object in one piece: no part can send it. If the upload did begin so, only a statement that lets the parts pass helps.`,
        safety: onlyTheRequest,
      };
    case 'use-url-elsewhere':
      return {
        summary: `Use the presigned URL from where ${fact('key')} is what the policies ask for${value === undefined ? '' : ` (${quoteFact(value)})`}: the URL itself is in order.`,
        safety: onlyTheRequest,
      };
    case 'sign-the-request':
      return {
        summary: `Send the request with credentials that may do ${asked}: nobody signed it. For one reader without credentials, hand out a presigned URL.`,
        safety: onlyTheRequest,
      };
    case 'use-intended-role':
      return {
        summary: `If a pod, task or process on the instance sent it, let it use a role of its own (EKS Pod Identity or IRSA, the ECS task role): it fell back to the role of the instance${facts.holder === undefined ? '' : `, ${quoteFact(facts.holder)}`}.`,
        safety: 'No policy changes. What is granted to the role of the instance, everything that runs there gets.',
      };
    case 'change-request':
      if (reason !== undefined && changedRequest === undefined)
        return { summary: `${capital(note(reason))}.`, safety: 'No policy changes.' };
      return {
        summary: `Change the request${reason === undefined ? '' : `: ${note(reason)}`}.`,
        safety: onlyTheRequest,
      };
  }
}
