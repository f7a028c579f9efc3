/** What becomes of an incident: one table. docs/incidents.md is written from it. */

/** `new`: nothing is stored yet; its first symptom waits or is being investigated. */
export const incidentStates = ['new', 'open', 'quiet', 'closed', 'silenced'] as const;
export type IncidentStateName = (typeof incidentStates)[number];

export const incidentEvents = [
  'investigated',
  'denied',
  'no-denials',
  'allowed',
  'denied-otherwise',
  'aged',
  'silenced',
  'silence-ended',
  'denied-while-silenced',
] as const;
export type IncidentEvent = (typeof incidentEvents)[number];

/** What people are to be told of at once; `none` leaves it to the next digest. */
export type NoticeCode = 'opened' | 'reopened' | 'closed' | 'none';

export interface Transition {
  readonly from: IncidentStateName;
  readonly on: IncidentEvent;
  readonly to: IncidentStateName;
  readonly notice: NoticeCode;
  /** Its symptoms are investigated again: the cause may be another one now. */
  readonly investigate?: true;
  readonly meaning: string;
}

/** What the words of the table mean. */
export const eventMeanings: Readonly<Record<IncidentEvent, string>> = {
  investigated: 'an execution ended and found this cause',
  denied: 'denials were counted that are later than the last one known',
  'no-denials': 'no denial for an hour',
  allowed: 'a recheck: by the policies as they are now the request is allowed',
  'denied-otherwise': 'a recheck: the request is denied, and no longer by this cause',
  aged: 'no denial for thirty days',
  silenced: 'a silence matches: it has an owner, a reason and an end',
  'silence-ended': 'the silence expired or was withdrawn',
  'denied-while-silenced': 'as `silence-ended`, and denials were counted meanwhile',
};

export const transitions: readonly Transition[] = [
  {
    from: 'new',
    on: 'investigated',
    to: 'open',
    notice: 'opened',
    meaning:
      'The first investigation that finds a cause opens its incident. Symptoms that wait are counted and in no incident yet.',
  },
  {
    from: 'open',
    on: 'investigated',
    to: 'open',
    notice: 'none',
    meaning: 'Another symptom has the same cause and joins.',
  },
  {
    from: 'open',
    on: 'denied',
    to: 'open',
    notice: 'none',
    meaning: 'Count, principals, buckets and last seen go up. The message is updated, not repeated.',
  },
  { from: 'open', on: 'no-denials', to: 'quiet', notice: 'none', meaning: 'Nothing shows that it is fixed.' },
  {
    from: 'open',
    on: 'allowed',
    to: 'closed',
    notice: 'closed',
    meaning: 'The change that fixed it is named.',
  },
  {
    from: 'open',
    on: 'denied-otherwise',
    to: 'closed',
    notice: 'closed',
    meaning: 'The first cause is gone, and the message says what denies now. Its next denial is investigated.',
  },
  {
    from: 'quiet',
    on: 'investigated',
    to: 'open',
    notice: 'none',
    meaning: 'Another symptom has the same cause and joins.',
  },
  {
    from: 'quiet',
    on: 'denied',
    to: 'open',
    notice: 'none',
    meaning: 'It goes on, as a nightly job does. Not a new message.',
  },
  {
    from: 'quiet',
    on: 'allowed',
    to: 'closed',
    notice: 'closed',
    meaning: 'The change that fixed it is named.',
  },
  {
    from: 'quiet',
    on: 'denied-otherwise',
    to: 'closed',
    notice: 'closed',
    meaning: 'The first cause is gone, and the message says what denies now. Its next denial is investigated.',
  },
  {
    from: 'quiet',
    on: 'aged',
    to: 'closed',
    notice: 'none',
    meaning: 'Nothing shows that it is fixed, and nobody was denied for so long.',
  },
  {
    from: 'closed',
    on: 'denied',
    to: 'closed',
    notice: 'none',
    investigate: true,
    meaning:
      'It may have come back, or be denied by something else: an investigation says which. Denials before the closing are only counted.',
  },
  {
    from: 'closed',
    on: 'investigated',
    to: 'open',
    notice: 'reopened',
    meaning: 'The same cause again, after it had been fixed.',
  },
  { from: 'open', on: 'silenced', to: 'silenced', notice: 'none', meaning: 'Counted and listed, not told.' },
  { from: 'quiet', on: 'silenced', to: 'silenced', notice: 'none', meaning: 'Counted and listed, not told.' },
  {
    from: 'silenced',
    on: 'investigated',
    to: 'silenced',
    notice: 'none',
    meaning: 'Another symptom has the same cause and joins.',
  },
  { from: 'silenced', on: 'denied', to: 'silenced', notice: 'none', meaning: 'Counted.' },
  {
    from: 'silenced',
    on: 'allowed',
    to: 'closed',
    notice: 'none',
    meaning: 'Fixed while nobody wanted to hear of it.',
  },
  {
    from: 'silenced',
    on: 'denied-otherwise',
    to: 'closed',
    notice: 'none',
    meaning: 'The first cause is gone. Its next denial is investigated, and may be told.',
  },
  {
    from: 'silenced',
    on: 'silence-ended',
    to: 'quiet',
    notice: 'none',
    meaning: 'No denial since the silence began.',
  },
  {
    from: 'silenced',
    on: 'denied-while-silenced',
    to: 'open',
    notice: 'opened',
    meaning: 'It went on under the silence, and is told as if it were new.',
  },
];

/** `undefined`: the event changes nothing in that state. */
export function transitionOf(from: IncidentStateName, on: IncidentEvent): Transition | undefined {
  return transitions.find((one) => one.from === from && one.on === on);
}
