/** Who changed it, and how long before the denial. */
import type { Change } from '../../verdict/types';
import type { Verdict } from '../../verdict/verdict';
import { quote } from '../clean';
import { originWords } from '../sentences/changes';
import { shortActor, shortened } from './names';

/** The change that explains it best; `undefined`: none is known that could. */
export function changed({ changes, request }: Verdict): string | undefined {
  const [first] = changes.filter(({ likelihood }) => likelihood === 'likely');
  return first === undefined ? undefined : changeWords(first, request.time);
}

function changeWords(change: Change, denied: string): string {
  const { actor, eventName, resource, time } = change;
  return `${actorName(actor)} called ${quote(eventName)} on ${quote(shortened(resource, 40))}${originWords(change)} ${whenWords(time, denied)}`;
}

/** A person's session bears an address; without one the role says more. */
function actorName(arn: string): string {
  const person = /:assumed-role\/[^/]+\/(?<address>[^/]+@[^/]+)$/.exec(arn)?.groups?.['address'];
  return person === undefined ? shortActor(arn) : quote(person, 64);
}

/** `17 h before the denial`, `3 min after the denial`. Both ISO 8601. */
export function whenWords(time: string, denied: string): string {
  const apart = Date.parse(denied) - Date.parse(time);
  if (Number.isNaN(apart)) return `at ${quote(time)}`;
  return `${spanWords(Math.abs(apart))} ${apart >= 0 ? 'before' : 'after'} the denial`;
}

function spanWords(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 1) return 'less than a minute';
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 72 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}
