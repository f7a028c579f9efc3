/** Who changed it, and how long before the denial. */
import type { Change } from '../../verdict/types';
import type { Verdict } from '../../verdict/verdict';
import { quote } from '../clean';
import { originWords } from '../sentences/changes';
import { whenWords } from '../sentences/changes/when';
import { shortActor, shortened } from './names';

/** The change that explains it best; `undefined`: none is known that could. */
export function changed({ changes, request }: Verdict): string | undefined {
  const [first] = changes.filter(({ likelihood }) => likelihood === 'likely');
  return first === undefined ? undefined : changeWords(first, request.time);
}

function changeWords(change: Change, denied: string): string {
  const { actor, eventName, resource, time } = change;
  return `${actorName(actor)} called ${quote(eventName)} on ${quote(shortened(resource, 40))}${originWords(change)} ${whenWords(time, denied)}${roleWords(change)}`;
}

function roleWords({ role }: Change): string {
  switch (role?.is) {
    case 'the-cause':
      return '; undoing it lets the request through';
    case 'a-cause':
      return `; undoing it and ${role.others.length} more lets the request through`;
    default:
      return '';
  }
}

/** A person's session bears an address; without one the role says more. */
function actorName(arn: string): string {
  const person = /:assumed-role\/[^/]+\/(?<address>[^/]+@[^/]+)$/.exec(arn)?.groups?.['address'];
  return person === undefined ? shortActor(arn) : quote(person, 64);
}
