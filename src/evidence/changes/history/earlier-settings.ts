/** Earlier calls that set the same thing, beyond the days that are searched for changes. */
import { lookUpEvents, type Lookup } from '../../readers/shared/events';
import { callsThatSet } from '../record/setting-calls';
import { isAbout, settingsIn, type RecordedSetting } from '../record/settings';
import type { RecordedChange, Thing } from '../types';
import { askWhere, type Past } from './past';

/** AWS answers two look-ups a second. */
const mostPages = 2;

/** Empty: there are none, or they could not be looked up. */
export async function earlierSettings(change: RecordedChange, past: Past): Promise<readonly RecordedSetting[]> {
  if (past.since >= past.until(change)) return [];
  const open = change.sets.filter(({ setting, before }) => before === undefined && !setting.endsWith('-attachment'));
  return (await Promise.all(open.map((thing) => settingsBefore(thing, change, past)))).flat();
}

async function settingsBefore(thing: Thing, change: RecordedChange, past: Past): Promise<readonly RecordedSetting[]> {
  const found = await Promise.all(
    questionsAbout(thing).map((question) =>
      askWhere(
        change,
        `earlier ${question.attribute} ${question.value} of ${thing.of.join(' ')}`,
        past,
        async (place) => {
          const { since } = past;
          const until = past.until(change);
          const isEarlier = (record: Parameters<typeof settingsIn>[0]) =>
            settingsIn(record).some((setting) => isAbout(setting, thing));
          const { records } = await lookUpEvents(
            place,
            { ...question, since, until, mostPages, pageSize: 50 },
            isEarlier,
          );
          return records.flatMap(settingsIn).filter((setting) => isAbout(setting, thing));
        },
      ),
    ),
  );
  return found.flatMap((settings) => settings ?? []);
}

/** By the thing's name; busy things have too many records, so that they are asked for by the calls that set them. */
function questionsAbout({ setting, of }: Thing): readonly Pick<Lookup, 'attribute' | 'value'>[] {
  const [name] = of;
  if (name !== undefined && /^(role|user|group|managed)-/.test(setting))
    return [{ attribute: 'ResourceName', value: name }];
  if (setting === 'tag') return ['TagResource', 'UntagResource'].map((value) => ({ attribute: 'EventName', value }));
  return callsThatSet(setting).map((value) => ({ attribute: 'EventName', value }));
}
