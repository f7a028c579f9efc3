/** The sentences of notices. */
import type { HowMany } from '../../incident/counting/distinct';
import type { IncidentFacts, Notice } from '../../incident/notices/types';
import type { Probe } from '../../incident/probing/probing';
import type { Time } from '../../incident/types';
import type { Card, CardLine } from '../contract';
import { clean, partsOf, quote } from '../clean';
import { longestHeadline } from '../card/headline';
import { nameOfBucketAndKey, shortActor } from '../card/names';

/** What a notice says in its first line. */
export function headlineOf(notice: Notice): string {
  switch (notice.is) {
    case 'opened':
    case 'failed':
      return notice.incident === undefined || isOne(notice.incident) ? notice.headline : sentenceOf(notice.incident);
    case 'reopened':
      return `Back again: ${notice.incident === undefined ? notice.headline : sentenceOf(notice.incident)}`;
    case 'goes-on':
      return `Goes on: ${sentenceOf(notice.incident)}`;
    case 'numbers':
      return sentenceOf(notice.incident);
    case 'closed':
      return notice.instead === undefined
        ? `Fixed: ${titleOf(notice.incident)}`
        : `The first cause is gone: ${titleOf(notice.incident)}`;
    case 'digest':
      return `${many(notice.incidents.length + notice.more, 'cause')} denied requests since the last digest`;
    case 'ceiling':
      return `${many(notice.headlines.length + notice.more, 'more message')} in this hour, here in one`;
    case 'channel-broken':
      return `Culprit cannot post to ${quote(notice.channel)} any more`;
  }
}

const isOne = ({ callers, buckets }: IncidentFacts): boolean => callers.count <= 1 && buckets.count <= 1;

/** ``SCP `P` › `S` denies 412 callers on 38 buckets since 02:13`` */
export function sentenceOf(incident: IncidentFacts): string {
  const { title, callers, buckets, since, denials } = incident;
  if (title.is === 'headline') return `${title.text} (${many(denials, 'time')} since ${hourOf(since)})`;
  return `${title.text} denies ${counted(callers, 'caller')} on ${counted(buckets, 'bucket')} since ${hourOf(since)}`;
}

/** `role` probes: 40 requests it had not made before, on 20 buckets */
export const probeHeadline = ({ who, symptoms, places }: Probe): string =>
  `${quote(nameOfCaller(who))} probes: ${many(symptoms.length, 'request')} not made before, on ${many(places, 'bucket')}`;

/** Symptoms know callers as `role 111122223333 name`. */
const nameOfCaller = (who: string): string => who.split(' ').at(-1) ?? who;

const titleOf = ({ title }: IncidentFacts): string => title.text;

/** What stands below the headline where no report does. */
function linesOf(notice: Notice): readonly CardLine[] {
  switch (notice.is) {
    case 'opened':
    case 'reopened':
    case 'failed':
      return [...notice.lines, ...(notice.incident === undefined ? [] : numberLines(notice.incident))];
    case 'goes-on':
    case 'numbers':
      return numberLines(notice.incident);
    case 'closed':
      return [...mendedLines(notice), ...numberLines(notice.incident)];
    case 'digest':
      return [
        ...listed(notice.incidents.map(sentenceOf), notice.more),
        ...line('Silenced', notice.silenced, 'incident', 'counted and not posted'),
        ...line(
          'Waiting',
          notice.waiting,
          'symptom',
          'at most, and all counted; the budget had no room to investigate them yet',
        ),
        ...line('Lost', notice.undelivered, 'message', 'not confirmed by this channel'),
      ];
    case 'ceiling':
      return [
        { label: 'Why', text: `at most ${notice.ceiling} messages an hour go to this channel` },
        ...listed(notice.headlines, notice.more),
      ];
    case 'channel-broken':
      return [
        { label: 'Why', text: clean(notice.why) },
        {
          label: 'Then',
          text: 'nothing more is tried there until its secret or address changes; what was meant for it waits',
        },
      ];
  }
}

function numberLines({ denials, callers, buckets, since, last }: IncidentFacts): readonly CardLine[] {
  if (denials === 0) return [];
  const text = `${counted({ count: denials, exact: true }, 'denial')}, ${counted(callers, 'caller')}, ${counted(buckets, 'bucket')}, from ${timeOf(since)} to ${timeOf(last)}`;
  return [{ label: 'So far', text }];
}

function mendedLines({ by, instead, incident }: Extract<Notice, { readonly is: 'closed' }>): readonly CardLine[] {
  if (instead !== undefined) {
    const denies = instead.is === 'denied-by' ? `${instead.text} denies the same request` : instead.text;
    return [{ label: 'Now', text: `${denies}; the next denial is investigated` }];
  }
  if (by === undefined)
    return [{ label: 'Fixed by', text: 'a change that no record shows: the request is allowed now' }];
  const lasted = durationOf(Date.parse(by.time) - incident.since);
  return [
    {
      label: 'Fixed by',
      text: `${shortActor(by.actor)}, ${quote(by.eventName)} at ${quote(by.time)}, ${lasted} after the first denial`,
    },
  ];
}

/** `3 days`, `2 hours 5 minutes`: two parts at most. */
function durationOf(milliseconds: number): string {
  const minutes = Math.max(0, Math.round(milliseconds / 60_000));
  const parts = [
    [Math.floor(minutes / 1440), 'day'],
    [Math.floor(minutes / 60) % 24, 'hour'],
    [minutes % 60, 'minute'],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  if (first < 0) return 'less than a minute';
  const shown = parts.slice(first, first + 2).filter(([count]) => count > 0);
  return shown.map(([count, what]) => many(count, what)).join(' ');
}

const listed = (sentences: readonly string[], more: number): readonly CardLine[] => [
  ...sentences.map((text) => ({ label: '', text })),
  ...(more > 0 ? [{ label: '', text: `and ${more} more` }] : []),
];

const line = (label: string, count: number, what: string, then: string): readonly CardLine[] =>
  count === 0 ? [] : [{ label, text: `${many(count, what)}: ${then}` }];

/** As a card's headline may be: the longest values are cut first, and none is half quoted. */
function fittedHeadline(sentence: string): string {
  const parts = partsOf(sentence);
  const lengthWith = (longest: number): number =>
    parts.reduce((sum, { is, text }) => sum + (is === 'value' ? Math.min(text.length, longest) : text.length), 0);
  let longest = Math.max(0, ...parts.flatMap(({ is, text }) => (is === 'value' ? text.length : [])));
  while (longest > shortestValue && lengthWith(longest) > longestHeadline) longest -= 1;
  return parts.map(({ is, text }) => (is === 'value' ? quote(cut(text, longest)) : text)).join('');
}

/** The end of a key says more than its beginning. */
const cut = (name: string, longest: number): string =>
  name.includes('/') ? nameOfBucketAndKey(name, longest) : clean(name, longest);

const shortestValue = 8;

export const cardOfNotice = (notice: Notice): Card => ({
  headline: fittedHeadline(headlineOf(notice)),
  lines: linesOf(notice),
});

const counted = ({ count, exact }: HowMany, what: string): string => `${exact ? '' : 'about '}${many(count, what)}`;
const many = (count: number, what: string): string =>
  `${String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',')} ${what}${count === 1 ? '' : 's'}`;

const timeOf = (at: Time): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
/** `02:13`: who reads it within the day needs no more. UTC, as everywhere. */
const hourOf = (at: Time): string => `${timeOf(at).slice(11, 16)}Z`;
