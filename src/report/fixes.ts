import type { Fix } from '../verdict/types';
import type { FixCode, ProposedFix } from '../verdict/verdict';
import { quote } from './clean';
import { isAwsWord, noteSentence } from './notes';
import { layerTitle, theLayer, thePolicy } from './words';

/** A fix with its sentences: what to do, and what it opens. */
export function fixSentences(fix: ProposedFix): Fix {
  const { code, facts, changes: _changes, ...rest } = fix;
  return { ...rest, ...sentencesOf(code, facts, fix.layer) };
}

type Facts = Readonly<Record<string, string>>;
type Sentences = Pick<Fix, 'summary' | 'safety'>;

/** Codes of `src/verdict/fixes/propose.ts`. */
function sentencesOf(code: FixCode, facts: Facts, id: string): Sentences {
  const fact = (name: string) => quote(facts[name] ?? '?', 400);
  const layer = layerTitle(id);
  switch (code) {
    case 'allow':
      return {
        summary: `Add a statement to ${thePolicy(id)}${facts['holder'] === undefined ? '' : ` of ${fact('holder')}`} that allows ${fact('action')} on ${fact('resource')}${facts['principal'] === undefined ? '' : ` to ${fact('principal')}`}.`,
        safety: 'It allows no other action and no other resource, and what other layers deny stays denied.',
      };
    case 'ask-to-allow':
      return {
        summary: `Ask the owner of the ${layer}${facts['policy'] === undefined ? '' : ` (${fact('policy')}${facts['attachedTo'] === undefined ? '' : `, attached to ${fact('attachedTo')}`})`} to let ${fact('action')} on ${fact('resource')} pass.`,
        safety: 'This is a guardrail: it binds more than this request, so its owner decides. Nothing was changed.',
      };
    case 'ask-to-except':
      return {
        summary: `Ask the owner of ${fact('policy')} (${layer}${facts['attachedTo'] === undefined ? '' : `, attached to ${fact('attachedTo')}`}) to except ${fact('principal')} from statement ${fact('statement')}, for ${fact('action')} on ${fact('resource')}.`,
        safety:
          'An explicit deny is there on purpose: only its owner knows for whom it was meant. Nothing was changed.',
      };
    case 'tag':
      return {
        summary: `Give ${fact('resource')} the tag ${fact('tag')} that statement ${fact('statement')} asks for${facts['value'] === undefined ? '' : `, with the value ${fact('value')}`}, if it is true of it.`,
        safety:
          'A tag that policies read is a permission: with it everybody passes that condition on this resource, so its owner decides.',
      };
    case 'send':
      return {
        summary: `Send the request with ${fact('key')} ${facts['value'] === undefined ? 'set' : `= ${fact('value')}`}, as statement ${fact('statement')} of ${fact('policy')} asks.`,
        safety: 'Only the request changes; no policy does.',
      };
    case 'send-without':
      return {
        summary: `Send the request without ${fact('key')}: statement ${fact('statement')} of ${fact('policy')} refuses it.`,
        safety: 'Only the request changes; no policy does.',
      };
    case 'change-request':
      return {
        summary: `Change the request: ${noteSentence({ code: facts['note'] ?? '', facts })}.`,
        safety: 'Only the request changes; no policy does.',
      };
    case 'ask-for-credentials':
      return {
        summary: `Ask for credentials whose ${layer} allows ${fact('action')} on ${fact('resource')}: it was fixed when these were issued.`,
        safety: 'A session policy only ever takes rights away: the role itself is not changed.',
      };
    case 'change-setting':
      return {
        summary: `Ask whoever decides on ${fact('setting')} (${layer}) about ${fact('action')} on ${fact('resource')}${withoutAcl(facts)}.${noted(facts)}`,
        safety: 'This setting protects more than this request, so its owner decides. Nothing was changed.',
      };
    case 'ask-owner':
      return facts['statement'] === undefined ? askToAllow(facts, id) : askAboutStatement(facts, id);
  }
}

/** What a public ACL is refused for, a request without one is not. */
const withoutAcl = ({ setting }: Facts): string =>
  setting === 'BlockPublicAcls' ? ', or send the request without a public ACL' : '';

/** What the layer says of it: that nobody can change it, or what could. */
function noted(facts: Facts): string {
  const { note } = facts;
  if (note === undefined || isAwsWord({ code: note, facts })) return '';
  const sentence = noteSentence({ code: note, facts });
  return ` ${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

/** Nobody is named to whom it could be given, and to nobody else: an anonymous caller, or a service. */
function askToAllow(facts: Facts, id: string): Sentences {
  const [action, resource] = [quote(facts['action'] ?? '?', 400), quote(facts['resource'] ?? '?', 400)];
  const service = facts['service'];
  if (service !== undefined)
    return {
      summary: `Ask the owner of ${thePolicy(id)} to allow ${action} on ${resource} to the service ${quote(service)}, for your own accounts and resources only (\`aws:SourceAccount\`, \`aws:SourceArn\`): the documentation of the service has the statement.`,
      safety: 'Without these conditions others could make the service do the same for them. Nothing was changed.',
    };
  if (facts['anonymous'] !== undefined)
    return {
      summary: `Sign the request, with credentials that may do ${action} on ${resource}. If everybody is to have it, ask the owner of ${theLayer(id)}.`,
      safety:
        'What is allowed to an anonymous caller is public. Culprit proposes no statement for that. Nothing was changed.',
    };
  return {
    summary: `Ask the owner of ${theLayer(id)} about ${action} on ${resource}: nothing there allows it.`,
    safety: 'Culprit proposes no change here. Nothing was changed.',
  };
}

function askAboutStatement(facts: Facts, id: string): Sentences {
  const fact = (name: string) => quote(facts[name] ?? '?', 400);
  return {
    summary: `Ask the owner of ${theLayer(id)} about statement ${fact('statement')}${facts['policy'] === undefined ? '' : ` of ${fact('policy')}`}: it denies ${fact('action')} on ${fact('resource')}.`,
    safety: 'Culprit proposes no change here. Nothing was changed.',
  };
}
