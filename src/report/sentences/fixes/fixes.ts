import { defined } from '../../../defined';
import type { Fix, FixFacts, ProposedFix } from '../../../verdict/verdict';
import { commandTexts } from '../../commands/command-texts';
import { diffOf } from '../../diff';
import { codeOfRequest, infrastructureOf } from '../../infrastructure/infrastructure';
import type { ReportFix } from '../../contract';
import { noResource } from '../../../judging/infrastructure/resource';
import { askOwner, type Sentences } from './ask-owner';
import { capital, fill, quoteFact } from '../fill';
import { fixNoteSentence } from './fix-notes';
import { requestSentences } from './changed-request';
import { onlyWhere } from './only-where';
import type { Speech } from '../speech';
import { proofOf } from '../proofs';

/** A fix with its sentences: what to do, what it opens, and its proof. */
export function spokenFix(fix: Fix, speech: Speech): ReportFix {
  const {
    reason: _reason,
    changes,
    changedRequest,
    opens,
    commands,
    resources: _resources,
    code,
    remedy: _remedy,
    ...shown
  } = fix;
  const isTried = changes.length > 0 || changedRequest !== undefined;
  return {
    ...shown,
    remedy: code,
    // Whom else a tag lets pass is not tried.
    ...(isTried && code !== 'tag' ? { opens } : {}),
    ...defined({ command: commandTexts(commands), diff: diffOf(changes), code: inCode(fix) }),
    ...sentencesOf(fix, speech),
    proof: proofOf(fix, speech),
  };
}

/** What no code does, the code itself says. */
function inCode({ kind, commands, resources = [] }: Fix): ReportFix['code'] {
  const held = commands.length > 0 ? resources : resources.filter((one) => one !== noResource);
  if (held.length > 0 || commands.length === 0) return infrastructureOf(held);
  return kind === 'change-the-request' ? codeOfRequest() : infrastructureOf([noResource]);
}

/** What a layer knows to do says more than what is generally so. */
function sentencesOf(fix: Fix, speech: Speech): Sentences {
  const general = generally(fix, speech);
  const { text, safety } = speech.remedy(fix) ?? {};
  const notes = fix.notes.map(fixNoteSentence);
  const noted = (kind: 'how' | 'danger') => notes.filter(({ is }) => is === kind).map((note) => note.text);
  return {
    summary: [text === undefined ? general.summary : fill(text, fix.facts), ...noted('how')].join(' '),
    safety: [...noted('danger'), safety === undefined ? general.safety : fill(safety, fix.facts)].join(' '),
  };
}

function generally(fix: ProposedFix, speech: Speech): Sentences {
  const { code, facts, layer, reason } = fix;
  const { labelOf, nameOf } = speech;
  const { policy, attachedTo, principal, value } = facts;
  const fact = (name: keyof FixFacts) => quoteFact(facts[name] ?? '?');
  const asked = facts.resource === undefined ? fact('action') : `${fact('action')} on ${fact('resource')}`;
  const place = attachedTo === undefined ? '' : `, attached to ${quoteFact(attachedTo)}`;
  const only = onlyWhere(fix.changes, principal, { conditions: 3, characters: 120 });
  const where = only === '' ? '' : `,${only}`;
  switch (code) {
    case 'allow':
      return {
        summary: `Add a statement to ${grown(facts, layer, speech)} that allows ${asked}${principal === undefined ? '' : ` to ${quoteFact(principal)}`}${where}.`,
        safety: `${openedSentence(fix, speech)} What other layers deny stays denied.`,
      };
    case 'ask-to-allow':
      return {
        summary: `Ask the owner of ${nameOf(layer)}${policy === undefined ? '' : ` (${quoteFact(policy)}${place})`} to let ${asked} pass${principal === undefined ? '' : `, for ${quoteFact(principal)}`}${where}.`,
        safety: `${facts.anonymous === undefined ? 'This is a guardrail: it binds more than this request, so its owner decides. ' : ''}${openedSentence(fix, speech)} Nothing was changed.`,
      };
    case 'ask-to-except':
      return {
        summary: `Ask the owner of ${fact('policy')} (${labelOf(layer)}${place}) to except ${exceptedCaller(facts)} from ${statementsIn(facts)}${exceptedFor(facts, asked)}.${allowedBesides(fix)}`,
        safety: `An explicit deny is there on purpose: only its owner knows for whom it was meant. ${openedSentence(fix, speech)} Nothing was changed.`,
      };
    case 'tag':
      return {
        summary: `Give ${fact('resource')} the tag ${fact('tag')} that statement ${fact('statement')} asks for${value === undefined ? '' : `, with the value ${quoteFact(value)}`}, if it is true of it.`,
        safety:
          'A tag that policies read is a permission: with it everybody passes that condition on this resource, so its owner decides.',
      };
    case 'send':
    case 'send-without':
    case 'drop-header':
    case 'drop-version':
    case 'begin-upload-with':
    case 'use-url-elsewhere':
    case 'sign-the-request':
    case 'use-intended-role':
    case 'change-request':
      return requestSentences(fix, code, speech);
    case 'ask-for-credentials':
      return {
        summary: `Ask for credentials whose ${labelOf(layer)} allows ${asked}${where}: it was fixed when these were issued.`,
        safety: `A session policy only ever takes rights away: the role itself is not changed. ${openedSentence(fix, speech)}`,
      };
    case 'change-setting':
      return {
        summary: `Ask whoever decides on ${fact('setting')} (${labelOf(layer)}) about ${asked}${withoutAcl(facts)}.${noted(reason, speech)}`,
        safety: 'This setting protects more than this request, so its owner decides. Nothing was changed.',
      };
    case 'replace-policy':
      return {
        summary: `Ask the owner of ${quoteFact(attachedTo ?? principal ?? '?')} for a policy of their own, with this document, in the place of ${fact('policy')}: that one is AWS's, and nobody else can edit it.`,
        safety: `${openedSentence(fix, speech)} Nothing was changed.`,
      };
    case 'change-control':
      return {
        summary: `Ask whoever runs AWS Control Tower about the control behind ${fact('policy')} (${labelOf(layer)}${place}): its statement ${fact('statement')} denies ${asked}.`,
        safety:
          'Control Tower made this policy and puts it back: change the control or its parameters, never the policy. Nothing was changed.',
      };
    case 'name-the-source':
      return {
        summary: `Compare ${fact('key')} of statement ${fact('statement')} of ${fact('policy')} (${fact('value')}) with what asked through ${fact('service')}: the record does not name it. If it is another of yours, add its name there.`,
        safety:
          'Add only a source of your own: whoever has the source has what the statement allows. Nothing was changed.',
      };
    case 'see-service':
      return {
        summary: `Look into the documentation of ${fact('service')} for what has to be allowed to it: ${asked}.`,
        safety: 'Culprit proposes no change here. Nothing was changed.',
      };
    case 'ask-owner':
      return askOwner(facts, layer, speech);
  }
}

/** Their names are joined, and hold no comma. */
function statementsIn({ statement = '?' }: FixFacts): string {
  const names = statement.split(', ');
  return `${names.length === 1 ? 'statement' : 'statements'} ${names.map(quoteFact).join(' and ')}`;
}

/** What gets a statement more. */
function grown({ holder, permissionSet }: FixFacts, layer: string, { policyOf }: Speech): string {
  if (permissionSet !== undefined) return `the permission set ${quoteFact(permissionSet)} in IAM Identity Center`;
  return `${policyOf(layer)}${holder === undefined ? '' : ` of ${quoteFact(holder)}`}`;
}

function exceptedCaller({ principal, service, anonymous }: FixFacts): string {
  if (service !== undefined) return `the service ${quoteFact(service)}`;
  return anonymous === undefined ? quoteFact(principal ?? '?') : 'anonymous callers';
}

function exceptedFor({ extent }: FixFacts, asked: string): string {
  if (extent === 'whole-statement') return ' altogether';
  const all = extent === undefined || extent === 'any-circumstances';
  return `, for ${asked}${all ? '' : ' in the circumstances of this request only'}`;
}

/** Where no statement allows it either, the Denies are not all that changes. */
function allowedBesides({ changes }: ProposedFix): string {
  return changes
    .filter(({ statements }) => statements.some(({ is }) => is === 'added'))
    .map(({ edit, policy: { name, attachedTo } }) =>
      edit === 'create'
        ? ` Nothing there allows it either: it takes the new policy ${quoteFact(name)}${attachedTo === undefined ? '' : `, attached to ${quoteFact(attachedTo)}`}.`
        : ` Nothing there allows it either: it takes an Allow more in ${quoteFact(name)}.`,
    )
    .join('');
}

/** More than a person would read in a sentence; the JSON report has all. */
const mostOpenings = 4;

/** What deciding the request's neighbours showed. */
function openedSentence({ opens, exact, remaining }: ProposedFix, { labelOf }: Speech): string {
  // What another layer still denies this fix may open once that layer is changed.
  const others = [...new Set(remaining.map(({ layer }) => labelOf(layer)))].join(', ');
  const meanwhile = others === '' ? '' : ` as long as others (${others}) deny them`;
  const rest = exact !== false ? '' : ' What else it allows is not known: there is more to decide than is looked at.';
  if (opens.length === 0 && exact === false) return rest.trim();
  if (opens.length === 0)
    return `Requests beside this one (other callers, actions, resources, circumstances) were decided as well: it allows none of them${meanwhile}.`;
  const shown = opens.slice(0, mostOpenings).map(({ principal, action, resource, anyContext }) => {
    const whose = principal === '*' ? 'others' : quoteFact(principal);
    const what = `${quoteFact(action)} on ${quoteFact(resource)} to ${whose}`;
    return anyContext === true ? `${what} in other circumstances than these` : what;
  });
  const more = opens.length > mostOpenings ? `, and ${opens.length - mostOpenings} more` : '';
  return `It also allows ${shown.join(', ')}${more}.${rest}`;
}

/** What a public ACL is refused for, a request without one is not. */
const withoutAcl = ({ setting }: FixFacts): string =>
  setting === 'BlockPublicAcls' ? ', or send the request without a public ACL' : '';

/** What the layer says of it: that nobody can change it, or what could. */
function noted(reason: ProposedFix['reason'], { note, asideOf }: Speech): string {
  if (reason === undefined || asideOf(reason) === 'said-by-aws') return '';
  return ` ${capital(note(reason))}.`;
}
