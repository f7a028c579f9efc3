/** What each change replaced, as far as it is recorded or kept: by CloudTrail for 90 days, by IAM as earlier versions. */
import { defined } from '../../../defined';
import { withBefore } from '../record/before';
import type { RecordedSetting } from '../record/settings';
import type { RecordedChange } from '../types';
import { concerns } from './concerned';
import { earlierSettings } from './earlier-settings';
import type { Past } from './past';
import { detachedPolicy, versionOf } from './stored-policies';

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
    changes.map((change) => ({ ...change, ...valueOf(change, all) })),
    all,
  );
  return Promise.all(known.map(async (change) => (concerned.has(change.eventId) ? withStored(change, past) : change)));
}

const isDetached = ({ eventName }: RecordedChange): boolean => /^Detach(Role|User|Group)?Policy$/.test(eventName);

function lacksValue(change: RecordedChange): boolean {
  const { thing, before, after } = change;
  if (thing === undefined) return false;
  return (
    isDetached(change) || (!thing.setting.endsWith('-attachment') && (before === undefined || after === undefined))
  );
}

const valueOf = (
  { eventId, thing }: RecordedChange,
  settings: readonly RecordedSetting[],
): { readonly after?: unknown } =>
  thing === undefined ? {} : defined({ after: settings.find((one) => one.eventId === eventId)?.value });

/** A record names the version that became the default one; IAM has its document. */
async function withVersions(
  settings: readonly RecordedSetting[],
  asking: readonly RecordedChange[],
  past: Past,
): Promise<readonly RecordedSetting[]> {
  return Promise.all(
    settings.map(async (setting) => {
      const { version, value, of } = setting;
      const change = asking.find(({ thing }) => thing?.setting === setting.setting && thing.of.join() === of.join());
      if (value !== undefined || version === undefined || change === undefined) return setting;
      return { ...setting, ...defined({ value: await versionOf(change, version, past) }) };
    }),
  );
}

/** What IAM and Organizations still have of what was replaced. */
async function withStored(change: RecordedChange, past: Past): Promise<RecordedChange> {
  if (isDetached(change)) return { ...change, ...defined({ before: await detachedPolicy(change, past) }) };
  const { eventName, version, before } = change;
  if (before !== undefined || eventName !== 'CreatePolicyVersion') return change;
  const number = Number(/^v(\d+)$/.exec(version ?? '')?.[1]);
  // Versions are numbered in the order in which they were made.
  return number > 1 ? { ...change, ...defined({ before: await versionOf(change, `v${number - 1}`, past) }) } : change;
}
