/** Why it denied, in one plain sentence: the condition that matched, or what the closest Allow lacks. */
import type { Cause, NearMiss } from '../../verdict/types';
import { quote } from '../clean';
import type { Speech } from '../sentences/speech';
import { isNameOfLayer } from './blocked-by';
import { conditionWords, weightOf } from './conditions';
import { resourceName, shortActor } from './names';

/** `undefined`: the statement denies without a condition, and its name has said it all. */
export function because(cause: Cause, { note, asideOf }: Speech): string | undefined {
  const { conditions = [], nearMisses = [], notes = [], resource } = cause;
  const matched = conditions.toSorted((one, other) => weightOf(one) - weightOf(other));
  if (matched.length > 0)
    return matched
      .slice(0, 2)
      .map((condition) => conditionWords(condition, resource))
      .join('; ');
  const reason = notes.find((one) => asideOf(one) === undefined);
  // What comes after it is for the full report.
  if (reason !== undefined) return note(reason).split('; ')[0];
  const [nearest] = nearMisses;
  return nearest === undefined ? undefined : missWords(nearest, cause);
}

/** What the closest Allow asks, and what was asked instead. */
function missWords({ policy, statement, failed }: NearMiss, { layer, resource }: Cause): string {
  const name = statement.sid === undefined ? `statement ${statement.index}` : quote(statement.sid, 40);
  const holder = policy.name ?? policy.type;
  const closest = `the closest Allow, ${name} of ${isNameOfLayer(holder, layer) ? `the ${holder}` : quote(holder, 40)},`;
  const [first] = failed;
  if (first === undefined) return `${closest} does not match`;
  const missed = first.conditions?.find(({ result }) => result !== 'matches');
  if (missed !== undefined) return `${closest} does not match: ${conditionWords(missed, resource)}`;
  const asked = first.seen[0];
  // Two names that end alike say nothing when both are shortened.
  const isAlike = asked !== undefined && first.wanted.map(shownValue).includes(shownValue(asked));
  const show = isAlike ? (value: string) => quote(value, 80) : shownValue;
  return `${closest} has ${first.element} ${shownValues(first.wanted, show)}${asked === undefined ? '' : `, not ${show(asked)}`}`;
}

function shownValues([first = '', ...more]: readonly string[], show: (value: string) => string): string {
  return more.length === 0 ? show(first) : `${show(first)} and ${more.length} more`;
}

function shownValue(value: string): string {
  if (/^arn:[^:]*:(?:iam|sts):/.test(value)) return shortActor(value);
  return value.startsWith('arn:') ? resourceName(value, 44) : quote(value, 60);
}
