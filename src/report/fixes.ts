import type { Fix } from '../verdict/types';
import type { FixCode, ProposedFix } from '../verdict/verdict';
import { quote } from './clean';
import { noteSentence } from './notes';
import { layerTitle } from './words';

/** A fix with its sentences: what to do, and what it opens. */
export function fixSentences(fix: ProposedFix): Fix {
  const { code, facts, ...rest } = fix;
  return { ...rest, ...sentencesOf(code, facts, layerTitle(fix.layer)) };
}

type Facts = Readonly<Record<string, string>>;

/** Codes of `src/verdict/proposals.ts`. */
function sentencesOf(code: FixCode, facts: Facts, layer: string): Pick<Fix, 'summary' | 'safety'> {
  const fact = (name: string) => quote(facts[name] ?? '?', 400);
  switch (code) {
    case 'allow':
      return {
        summary: `Add a statement to the ${layer}${facts['holder'] === undefined ? '' : ` of ${fact('holder')}`} that allows ${fact('action')} on ${fact('resource')}${facts['principal'] === undefined ? '' : ` to ${fact('principal')}`}.`,
        safety: 'It allows this action on this resource only, and what other layers deny stays denied.',
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
        summary: `Ask the owner of the ${layer} about ${fact('setting')}: it refuses ${fact('action')} on ${fact('resource')}.`,
        safety: 'This setting protects more than this request, so its owner decides. Nothing was changed.',
      };
    case 'ask-owner':
      return {
        summary: `Ask the owner of the ${layer} about ${fact('action')} on ${fact('resource')}.`,
        safety: 'Culprit proposes no change here. Nothing was changed.',
      };
  }
}
