/** What each change replaced, as far as it is recorded or kept: by CloudTrail for 90 days, by IAM as earlier versions. */
import { defined } from '../../../defined';
import { withBefore, withSets } from '../record/before';
import { isAbout, type RecordedSetting } from '../record/settings';
import type { RecordedChange, SetThing, Thing } from '../types';
import { isGroupChangedSince, isPolicyChangedSince } from './changed-since';
import { concerns } from './concerned';
import { withEarlierRead } from './earlier-reads';
import { earlierSettings } from './earlier-settings';
import type { Past } from './past';
import { policiesLost, policyOf, versionOf } from './stored-policies';

/** More things than a case has: what is not looked up is not known. */
const mostThings = 6;

/** `changes` newest first; `settings` are those of the same records. Whatever cannot be found stays unknown. */
export async function withHistory(
  changes: readonly RecordedChange[],
  settings: readonly RecordedSetting[],
  past: Past,
): Promise<readonly RecordedChange[]> {
  const first = withBefore(changes, settings);
  if (!first.some(lacksValue)) return first;
  const isConcerned = await concerns(past);
  const concerned = new Set(
    first
      .filter((change) => lacksValue(change) && isConcerned(change))
      .slice(0, mostThings)
      .map(({ eventId }) => eventId),
  );
  const asking = first.filter(({ eventId }) => concerned.has(eventId));
  const earlier = await Promise.all(asking.map((change) => earlierSettings(change, past)));
  const all = await withVersions([...settings, ...earlier.flat()], asking, past);
  const known = withBefore(
    changes.map((change) => withAfter(change, all)),
    all,
  );
  return Promise.all(
    known.map(async (change) =>
      concerned.has(change.eventId) ? withEarlierRead(await withStored(change, known, past), known, past) : change,
    ),
  );
}

const isDetached = ({ eventName }: RecordedChange): boolean =>
  /^Detach(Role|User|Group)?Policy$|^RemoveUserFromGroup$/.test(eventName);

function lacksValue(change: RecordedChange): boolean {
  if (isDetached(change)) return true;
  return change.sets.some(
    ({ setting, before, after }) =>
      !setting.endsWith('-attachment') &&
      (before === undefined || after === undefined || setting.endsWith('-boundary')),
  );
}

const withAfter = (change: RecordedChange, settings: readonly RecordedSetting[]): RecordedChange =>
  withSets(
    change,
    change.sets.map((thing) => {
      const own = settings.find((one) => one.eventId === change.eventId && isSame(one, thing));
      return { ...thing, ...defined({ after: own?.value ?? thing.after }) };
    }),
  );

const isSame = (one: Thing, other: Thing): boolean => isAbout(one, other) && isAbout(other, one);

/** A record names the version that became the default one; IAM has its document. */
async function withVersions(
  settings: readonly RecordedSetting[],
  asking: readonly RecordedChange[],
  past: Past,
): Promise<readonly RecordedSetting[]> {
  return Promise.all(
    settings.map(async (setting) => {
      const { version, value } = setting;
      const change = asking.find(({ sets }) => sets.some((thing) => isSame(thing, setting)));
      if (value !== undefined || version === undefined || change === undefined) return setting;
      return { ...setting, ...defined({ value: await versionOf(change, version, past) }) };
    }),
  );
}

/** What IAM and Organizations still have of what was replaced. */
async function withStored(
  change: RecordedChange,
  known: readonly RecordedChange[],
  past: Past,
): Promise<RecordedChange> {
  const [thing] = change.sets;
  if (thing === undefined) return change;
  const before = await storedBefore(change, thing, known, past);
  return before === undefined ? change : withSets(change, [{ ...thing, before }]);
}

async function storedBefore(
  change: RecordedChange,
  { of, before, setting }: SetThing,
  known: readonly RecordedChange[],
  past: Past,
): Promise<unknown> {
  const detached = of.at(-1);
  if (setting === 'user-group-attachment')
    return isDetached(change) && detached !== undefined ? groupBefore(change, detached, known, past) : undefined;
  if (isDetached(change) && detached !== undefined) return policyBefore(change, detached, known, past);
  // A record names a boundary; it is a managed policy.
  if (setting.endsWith('-boundary') && typeof before === 'string') return policyBefore(change, before, known, past);
  if (before !== undefined || change.eventName !== 'CreatePolicyVersion') return undefined;
  const number = Number(/^v(\d+)$/.exec(change.version ?? '')?.[1]);
  // Versions are numbered in the order in which they were made.
  return number > 1 ? versionOf(change, `v${number - 1}`, past) : undefined;
}

/** What is read now was so then, as long as nobody has changed it since. */
async function policyBefore(
  change: RecordedChange,
  policy: string,
  known: readonly RecordedChange[],
  past: Past,
): Promise<unknown> {
  return isPolicyChangedSince(policy, change, known) ? undefined : policyOf(change, policy, past);
}

async function groupBefore(
  change: RecordedChange,
  group: string,
  known: readonly RecordedChange[],
  past: Past,
): Promise<unknown> {
  if (isGroupChangedSince(group, change, known)) return undefined;
  const lost = await policiesLost(change, group, past);
  const isOther = lost?.policies.some(({ arn }) => arn !== undefined && isPolicyChangedSince(arn, change, known));
  return isOther === true ? undefined : lost;
}
