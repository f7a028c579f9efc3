/** The fix on the card: what to do in a line, its command where that is short, and what was checked. */
import { defined } from '../../defined';
import type { Fix, Verdict } from '../../verdict/verdict';
import type { CardLine } from '../contract';
import { quote } from '../clean';
import { commandText } from '../commands/render';
import { fill } from '../sentences/fill';
import { dangersIn } from '../sentences/fixes/fix-notes';
import { onlyWhere } from '../sentences/fixes/only-where';
import { sentThing, sentWith } from '../sentences/fixes/sent';
import type { Speech } from '../sentences/speech';
import { resourceName, shortActor, shortenedEnd } from './names';

/** Longer ones stand whole below the card: half a command must not be pasted. */
const longestCommand = 400;

/** The first that is proven for the cause itself; nothing is made public where a signature does. `undefined`: there is none at all. */
export function cardFix({ fixes, rootCauses }: Pick<Verdict, 'fixes' | 'rootCauses'>): Fix | undefined {
  const own = fixes.filter(({ layer }) => rootCauses.some((cause) => cause.layer === layer));
  const signed = own.find(({ code }) => code === 'sign-the-request');
  // Whether these are meant only the caller knows.
  const meant = own.filter(({ code }) => !onlyCallersKnow.has(code));
  return signed ?? meant.find(({ verified }) => verified) ?? meant[0] ?? own[0] ?? fixes[0];
}

const onlyCallersKnow: ReadonlySet<Fix['code']> = new Set(['drop-version', 'use-intended-role', 'use-url-elsewhere']);

export function fixLines(fix: Fix, speech: Speech): readonly CardLine[] {
  const command = shortCommand(fix);
  const text = fixWords(fix, speech);
  // Who sends the request is the caller, wherever that is.
  const isCallers = fix.kind === 'change-the-request';
  const account = command === undefined || isCallers ? undefined : fix.commands[0]?.account;
  const placed = account === undefined ? '' : `, in account ${quote(account)}`;
  return [
    { label: 'Fix', text: `${begun(text)}${placed}`, ...defined({ command }) },
    { label: '', text: checked(fix, speech) },
  ];
}

/** `AWS` stays `AWS`. */
const begun = (text: string): string =>
  /^[A-Z](?![A-Z])/.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;

/** The one call that makes it, in one line. */
function shortCommand({ commands }: Fix): string | undefined {
  const [only, ...others] = commands;
  const text = only === undefined || others.length > 0 ? undefined : commandText(only, 'one-line');
  return text === undefined || text.length > longestCommand || text.includes('\n') ? undefined : text;
}

function checked(fix: Fix, { shortOf }: Speech): string {
  const { code, verified, remaining, changes, changedRequest } = fix;
  const opened = openedWords(fix);
  if (!verified && changes.length === 0 && changedRequest === undefined)
    return `not checked: it cannot be tried on what was read${opened}`;
  if (!verified && code === 'name-the-source') return 'not checked: the record does not name the source';
  const left = [...new Set(remaining.map(({ layer }) => shortOf(layer)))];
  const decided = left.length > 0 ? `then ${left.join(' and ')} denies it` : `${decidedWords(fix)}${onlyHere(fix)}`;
  return `checked: ${decided}${opened}`;
}

/** Where more is opened, that says where it holds. */
const onlyHere = ({ changes, decisionAfter, facts, opens }: Fix): string =>
  decisionAfter === 'allowed' && opens.length === 0
    ? onlyWhere(changes, facts.principal, { conditions: 1, characters: 44 })
    : '';

function decidedWords({ decisionAfter, verified }: Fix): string {
  if (decisionAfter !== 'unknown') return certainWords[decisionAfter];
  return verified ? 'this layer no longer denies it; whether another does is not known' : 'may still be denied with it';
}

const certainWords: Readonly<Record<Exclude<Fix['decisionAfter'], 'unknown'>, string>> = {
  allowed: 'allowed with it',
  'implicit-deny': 'still denied with it',
  'explicit-deny': 'still denied with it',
  denied: 'still denied with it',
};

/** A tag was tried on this request alone, and is there for every other; what is dangerous was tried for this caller alone. */
function openedWords({ opens, changes, code, notes, exact, remaining, decisionAfter }: Fix): string {
  if (code === 'tag') return '; the tag lets everybody else pass that condition as well';
  const dangers = dangersIn(notes)
    .map((danger) => `; ${danger}`)
    .join('');
  if (changes.length === 0) return dangers;
  const [first, ...more] = opens;
  if (exact === false) return `; what else it opens is not known${dangers}`;
  if (first === undefined) {
    const opensNothing = decisionAfter === 'unknown' ? '; it opens nothing else' : ', opens nothing else';
    return dangers !== '' ? dangers : `${opensNothing}${remaining.length === 0 ? '' : ' by itself'}`;
  }
  const whose = first.principal === '*' ? 'others' : shortActor(first.principal.replace(/^service:/, ''));
  const where = first.anyContext === true ? ' in other circumstances' : '';
  const rest = more.length === 0 ? '' : ` and ${more.length} more`;
  return `; it also opens ${quote(first.action)} on ${resourceName(first.resource, 44)} to ${whose}${where}${rest}${dangers}`;
}

const allowsBesides = (changes: Fix['changes']): boolean =>
  changes.some(({ statements }) => statements.some(({ is }) => is === 'added'));

function fixWords({ code, facts, layer, remedy, reason, changedRequest, changes }: Fix, speech: Speech): string {
  const own = speech.remedy({ layer, ...(remedy === undefined ? {} : { remedy }) });
  if (own?.text !== undefined) return fill(own.text, facts).replace(/\.$/, '');
  const {
    action,
    resource,
    statement = '?',
    policy,
    holder,
    permissionSet,
    tag = '?',
    key = '?',
    value,
    setting,
  } = facts;
  const what = resource === undefined ? 'it' : resourceName(resource, 44);
  const asked = resource === undefined ? quote(action) : `${quote(action)} on ${what}`;
  const whose = facts.principal ?? facts.service;
  const caller = whose === undefined ? 'the caller' : shortActor(whose);
  switch (code) {
    case 'allow':
      return `add an Allow for ${asked} to ${permissionSet === undefined ? `${speech.policyOf(layer)}${holder === undefined ? '' : ` of ${shortActor(holder)}`}` : `the permission set ${quote(permissionSet)}`}`;
    case 'ask-to-allow':
      return `let ${speech.policyOf(layer)} allow ${asked}: ${speech.policyOf(layer).endsWith('policies') ? 'their' : 'its'} owner decides`;
    case 'ask-for-credentials':
      return `ask for credentials whose session policy allows ${asked}`;
    case 'ask-to-except':
      return `except ${caller} from ${quote(shortenedEnd(statement, 40))} of ${quote(shortenedEnd(policy ?? speech.shortOf(layer), 40))}${allowsBesides(changes) ? ' and allow it there' : ''}: its owner decides`;
    case 'tag':
      return `tag ${what} with ${quote(tag)}${value === undefined ? '' : ` = ${quote(value, 40)}`}, if that is true of it`;
    case 'send':
      return `send the request ${sentWith(key, value)}`;
    case 'send-without':
    case 'drop-header':
      return `send the request without ${sentThing(key)}`;
    case 'drop-version':
      return `delete ${resource === undefined ? 'the object' : what} without naming a version, if hiding it is enough`;
    case 'sign-the-request':
      return 'send the request with credentials, or hand out a presigned URL: nobody signed it';
    case 'use-intended-role':
      return 'if a pod or process sent it, let it use a role of its own, not that of the instance';
    case 'begin-upload-with':
      return `begin the upload ${sentWith(key, value)}`;
    case 'use-url-elsewhere':
      return `use the presigned URL from where ${quote(key)} fits${value === undefined ? '' : `: ${quote(value, 60)}`}`;
    case 'change-request':
      if (reason === undefined) return 'change the request';
      // Without another request to try, the note itself says what is to be done.
      return `${changedRequest === undefined ? '' : 'change the request: '}${speech.note(reason)}`;
    case 'change-setting':
      return `ask whoever decides on ${setting === undefined ? speech.labelOf(layer) : quote(setting)} about ${asked}`;
    case 'replace-policy':
      return `replace ${quote(policy ?? '?')}, which is AWS's own, by a policy of yours`;
    case 'change-control':
      return `change the Control Tower control behind ${quote(policy ?? '?')}`;
    case 'name-the-source':
      return `compare ${quote(key)} of ${quote(shortenedEnd(statement, 40))} with your own source, and add it there if it is another`;
    case 'see-service':
      return `allow ${quote(facts.service ?? '?')} what its documentation asks for`;
    case 'ask-owner':
      return `ask the owner of ${speech.policyOf(layer)} about ${asked}`;
  }
}
