import { defaultLimits, newBatch } from '../../src/request/denials/batch';
import { symptomOf } from '../../src/request/denials/symptom';
import { changed, denied, sample } from './samples';

const at = (number: number, name = 's01') =>
  denied(
    changed(name, {
      eventID: `${name}-${number}`,
      eventTime: new Date(Date.UTC(2026, 10, 20, 8, 0, number)).toISOString(),
    }),
  );

test('denials are counted by symptom, with their first and last time and the newest of them', () => {
  const batch = newBatch();
  for (const request of [at(3), at(1), at(7), at(2, 's10')]) batch.add(request);
  expect(batch.groups()).toMatchObject([
    {
      symptom: symptomOf(at(1)),
      count: 3,
      firstTime: at(1).time,
      lastTime: at(7).time,
      newest: { eventId: 's01-7' },
      callers: ['role 111122223333 app-reader-role'],
      buckets: ['amzn-s3-demo-bucket'],
    },
    { symptom: symptomOf(at(1, 's10')), count: 1 },
  ]);
});

test('a record that comes twice, and the record of KMS for the same denial, are no further denials', () => {
  const batch = newBatch();
  for (const name of ['s05a', 's05b', 's05a']) batch.add(denied(sample(name).detail));
  expect(batch.groups().map(({ count }) => count)).toEqual([1]);
  expect(batch.all()).toHaveLength(1);
});

test('what is kept is bounded: groups are the same, and only all denials are no longer there', () => {
  const requests = Array.from({ length: 50 }, (_, number) => at(number, number % 3 === 0 ? 's10' : 's01'));
  const whole = newBatch();
  const bounded = newBatch({ ...defaultLimits, kept: 7 });
  for (const request of [...requests, ...requests]) for (const batch of [whole, bounded]) batch.add(request);
  expect(bounded.groups()).toEqual(whole.groups());
  expect([whole.all()?.length, bounded.all()]).toEqual([50, undefined]);
});

test('callers and buckets are listed up to a bound', () => {
  const batch = newBatch({ ...defaultLimits, names: 2 });
  for (const request of [1, 2, 3].map((number) => at(number)))
    batch.add({ ...request, bucket: `b-${request.eventId}` });
  expect(batch.groups().every(({ buckets }) => buckets.length <= 2)).toBe(true);
});
