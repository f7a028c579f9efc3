import * as fc from 'fast-check';
import { distinctOf } from '../../src/incident/counting/distinct';
import { digestDay, digestOf } from '../../src/incident/notices/digest';
import { factsOf } from '../../src/incident/notices/facts';
import { isWorthAMessage, pauseAfter, type LastSaid } from '../../src/incident/notices/going-on';
import { channelsFor } from '../../src/incident/notices/routes';
import type { IncidentFacts } from '../../src/incident/notices/types';
import { isProbing, causeOfProbe, probesIn } from '../../src/incident/probing/probing';
import { knownNoise, noiseOf } from '../../src/incident/silences/defaults';
import type { Silence } from '../../src/incident/silences/schema';
import { endOf, problemsIn, silenceOf } from '../../src/incident/silences/silence';
import type { Incident, Symptom } from '../../src/incident/types';

const minute = 60_000;
const hour = 60 * minute;
const now = 500_000 * hour;

const exactly = (count: number) => ({ count, exact: true });
const facts = (callers: number, buckets: number): IncidentFacts => ({
  id: 'i1',
  title: { is: 'denied-by', text: 'SCP `P` › `S`' },
  denials: 1000,
  callers: exactly(callers),
  buckets: exactly(buckets),
  since: now - hour,
  last: now,
});
const said = (more: Partial<LastSaid> = {}): LastSaid => ({
  incident: 'i1',
  opening: 'i1#r#opened',
  run: 'r',
  title: { is: 'denied-by', text: 'SCP `P` › `S`' },
  at: now,
  messages: 1,
  callers: 10,
  buckets: 2,
  channels: ['sns'],
  ...more,
});

describe('what goes on is told again', () => {
  test.each<readonly [string, Partial<LastSaid>, readonly [number, number], number, boolean]>([
    ['not at once', {}, [1000, 1000], 9 * minute, false],
    ['when there are twice as many callers', {}, [20, 2], 10 * minute, true],
    ['when there are twice as many buckets', {}, [10, 4], 10 * minute, true],
    ['not when it only lasts', {}, [10, 2], 30 * 24 * hour, false],
    ['not when there are a few more', {}, [19, 3], 24 * hour, false],
    ['after a longer pause each time', { messages: 3 }, [100, 2], 39 * minute, false],
    ['after that pause', { messages: 3 }, [100, 2], 40 * minute, true],
    ['where nothing was counted yet at first', { callers: 0, buckets: 0 }, [2, 1], 10 * minute, true],
  ])('%s', (_, more, [callers, buckets], later, told) => {
    expect(isWorthAMessage(said(more), facts(callers, buckets), now + later)).toBe(told);
  });

  test('at most three times in any hour, whatever grows', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 600 }), (growth) => {
        let last = said();
        const times = [now];
        let callers = 10;
        growth.forEach((more, at) => {
          callers += more;
          const time = now + (at + 1) * minute;
          if (!isWorthAMessage(last, facts(callers, 2), time)) return;
          times.push(time);
          last = { ...last, at: time, messages: last.messages + 1, callers };
        });
        for (const from of times)
          expect(times.filter((time) => time >= from && time < from + hour).length).toBeLessThanOrEqual(3);
      }),
    );
  });

  test.each([
    [1, 10],
    [2, 20],
    [5, 160],
    [50, 24 * 60],
  ])('the pause after message %s is %s minutes', (messages, minutes) => {
    expect(pauseAfter(messages)).toBe(minutes * minute);
  });
});

const incident = (id: string, denials: number, last = now): Incident => ({
  id,
  cause: { layer: 'l' },
  state: { is: 'open', since: now },
  opened: { run: 'r', at: now - hour, notice: 'opened' },
  tally: {
    s3: denials,
    kms: 0,
    first: last - hour,
    last,
    principals: distinctOf(['a', 'b']),
    places: distinctOf(['c']),
  },
  cites: [],
  reports: [],
});
const part = (one: Incident) => ({ incident: one, facts: factsOf(one, { is: 'headline', text: one.id }) });
const nothing = { day: '2026-11-30', incidents: [], silenced: 0, waiting: 0, undelivered: 0 };

describe('a digest', () => {
  test('is none where there is nothing to say', () => {
    expect(digestOf(nothing, now)).toBeUndefined();
    expect(digestOf({ ...nothing, incidents: [part(incident('old', 5, now - 25 * hour))] }, now)).toBeUndefined();
  });
  test.each(['silenced', 'waiting', 'undelivered'] as const)('says what is %s, though nothing else is', (what) => {
    expect(digestOf({ ...nothing, [what]: 3 }, now)).toMatchObject({ is: 'digest', [what]: 3 });
  });
  test('lists the greatest first, and counts the others', () => {
    const many = Array.from({ length: 25 }, (_, at) => part(incident(`i${at}`, at + 1)));
    const digest = digestOf({ ...nothing, incidents: many }, now);
    expect(digest).toMatchObject({ id: 'digest#2026-11-30', more: 5 });
    expect(digest?.is === 'digest' && digest.incidents[0]).toMatchObject({
      id: 'i24',
      denials: 25,
      callers: exactly(2),
    });
  });
  test.each([
    ['2026-11-30T07:59:00Z', '2026-11-29'],
    ['2026-11-30T08:00:00Z', '2026-11-30'],
    ['2026-12-01T07:59:59Z', '2026-11-30'],
  ])('at %s is that of %s', (time, day) => expect(digestDay(Date.parse(time), 8)).toBe(day));
});

const routes = { tag: 'team', channels: { pay: 'slack-pay', web: 'slack-web' } };
test.each([
  ['no tags', {}, ['sns']],
  ['the tag of the bucket', { bucket: { team: 'pay' } }, ['slack-pay']],
  ['the tag of the role', { role: { team: 'web' } }, ['slack-web']],
  ['both tags: the bucket’s', { bucket: { team: 'pay' }, role: { team: 'web' } }, ['slack-pay']],
  ['a tag that no channel is for', { bucket: { team: 'other' } }, ['sns']],
  ['a tag of another name', { bucket: { owner: 'pay' } }, ['sns']],
  ['a tag of a hostile name', { bucket: { team: '__proto__' } }, ['sns']],
])('by %s', (_, tags, channels) =>
  expect(channelsFor(['sns', 'slack-pay', 'slack-web'], routes, tags)).toEqual(channels),
);

const silence = (match: Silence['match'], until = '2030-01-01'): Silence => ({
  id: 's',
  owner: 'o',
  reason: 'r',
  until,
  match,
});
const role = 'role 111122223333 nightly';
const subject = {
  symptom: { who: role, action: 's3:GetObject', place: 'bucket logs-1' },
  cause: { layer: 'bucket-policy-of-tests', policy: 'p' },
};

describe('a silence', () => {
  test.each<readonly [string, Silence['match'], boolean]>([
    ['of the caller', { caller: role }, true],
    ['of callers', { caller: 'role * night*' }, true],
    ['of buckets', { bucket: 'logs-*' }, true],
    ['of caller and bucket', { caller: role, bucket: 'logs-1' }, true],
    ['of caller and another bucket', { caller: role, bucket: 'logs-2' }, false],
    ['of another action', { action: 's3:Put*' }, false],
    ['of a policy', { policy: 'p' }, true],
    ['of the beginning of a name alone', { caller: 'role 111122223333 night' }, false],
  ])('%s', (_, match, holds) => expect(silenceOf([silence(match)], subject, now) !== undefined).toBe(holds));

  test('ends with its day', () => {
    expect(endOf({ until: '2026-11-30' })).toBe(Date.parse('2026-12-01T00:00:00Z'));
    const one = [silence({ caller: role }, '2026-11-30')];
    expect(silenceOf(one, subject, Date.parse('2026-11-30T23:59:59Z'))).toBeDefined();
    expect(silenceOf(one, subject, Date.parse('2026-12-01T00:00:00Z'))).toBeUndefined();
  });

  test.each<readonly [string, readonly Silence[], RegExp]>([
    ['everything', [silence({})], /matches everything/],
    ['everything by a star', [silence({ caller: '*', bucket: '**' })], /matches everything/],
    ['for ever', [silence({ caller: 'a' }, '2199-01-01')], /longer than a year/],
    ['until no day', [silence({ caller: 'a' }, '2026-13-45')], /ends on no day/],
    ['under a name that is taken', [silence({ caller: 'a' }), silence({ caller: 'b' })], /two silences/],
  ])('is refused for %s', (_, silences, problem) => {
    expect(problemsIn(silences, Date.parse('2029-06-01T00:00:00Z')).join('\n')).toMatch(problem);
  });
});

describe('what is known to be noise', () => {
  test.each([
    ['role 111122223333 AWSServiceRoleForConfig', 's3:GetBucketPolicy', 'config'],
    ['role 111122223333 AWSServiceRoleForAccessAnalyzer', 's3:GetBucketAcl', 'access-analyzer'],
    ['anonymous', 's3:ListBucket', 'anonymous-listing'],
    ['anonymous', 's3:GetBucketAcl', 'anonymous-listing'],
    ['anonymous', 's3:GetObject', undefined],
    ['anonymous', 's3:PutObject', undefined],
    ['role 111122223333 AWSServiceRoleForConfig', 's3:GetObject', undefined],
    ['role 111122223333 AWSServiceRoleForConfig', 's3:DeleteBucket', undefined],
    ['role 111122223333 AWSServiceRoleForConfig2', 's3:GetBucketPolicy', undefined],
    ['role 111122223333 scanner', 's3:GetBucketPolicy', undefined],
  ])('%s, %s: %s', (who, action, id) => expect(noiseOf({ who, action })?.id).toBe(id));

  test('hides no role, user or session that somebody could make, whatever it is called', () => {
    const kinds = fc.constantFrom('role', 'user', 'federated', 'root', 'service', 'unidentified');
    const name = fc.stringMatching(/^[\w+=,.@-]{1,64}$/).filter((one) => !one.startsWith('AWSServiceRole'));
    fc.assert(
      fc.property(kinds, name, fc.constantFrom('s3:GetBucketPolicy', 's3:ListBucket'), (kind, who, action) => {
        expect(noiseOf({ who: `${kind} 111122223333 ${who}`, action })).toBeUndefined();
      }),
    );
  });
  test.each(knownNoise.map((one) => [one.id, one] as const))(
    '%s has a reason and a source',
    (_, { reason, source }) => {
      expect(reason.length).toBeGreaterThan(30);
      expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    },
  );
});

const symptom = (who: string, place: string, action = 's3:GetObject', firstSeen = now): Symptom => ({
  id: `${who} ${place} ${action}`,
  who,
  place,
  action,
  errorClass: 'authorization',
  reason: 'none',
  firstSeen,
  attempts: 0,
  records: [],
  state: { is: 'waiting', why: 'over-budget', since: now },
});
const buckets = (count: number, who = role, firstSeen = now) =>
  Array.from({ length: count }, (_, at) => symptom(who, `bucket b${at}`, 's3:GetObject', firstSeen));

describe('probing', () => {
  test.each<readonly [string, readonly Symptom[], number]>([
    ['is one caller on many buckets', buckets(20), 1],
    [
      'is one caller with many actions',
      Array.from({ length: 20 }, (_, at) => symptom(role, 'bucket a', `s3:A${at}`)),
      1,
    ],
    ['is not a few buckets', buckets(19), 0],
    [
      'is not many callers on one bucket',
      Array.from({ length: 50 }, (_, at) => symptom(`role 1 r${at}`, 'bucket a')),
      0,
    ],
    ['is not what was tried before', buckets(30, role, now - 2 * hour), 0],
    ['is not everybody who is anonymous', buckets(30, 'anonymous'), 0],
    ['is one for each caller', [...buckets(20, 'user 1 a'), ...buckets(25, 'user 1 b')], 2],
  ])('%s', (_, symptoms, probes) => expect(probesIn(symptoms, now)).toHaveLength(probes));
  test('is known by its cause', () => {
    expect(isProbing(causeOfProbe(role))).toBe(true);
    expect(isProbing({ lacking: `s3:GetObject for ${role} on bucket a` })).toBe(false);
  });
});
