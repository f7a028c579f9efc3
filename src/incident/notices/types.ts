/** What people are told, as data. Plain JSON: the outbox keeps it until every channel has it. */
import type { HowMany } from '../counting/distinct';
import type { IncidentTitle, Mended, Time } from '../types';

/** An incident, as far as a message speaks of it. */
export interface IncidentFacts {
  readonly id: string;
  /** In a sentence of ours: values stand in backticks. */
  readonly title: IncidentTitle;
  readonly denials: number;
  readonly callers: HowMany;
  readonly buckets: HowMany;
  readonly since: Time;
  readonly last: Time;
}

interface Said {
  /** The same on every channel and however often it is sent. */
  readonly id: string;
  readonly at: Time;
}

export interface SaidLine {
  readonly label: string;
  readonly text: string;
  readonly command?: string;
}

interface Following {
  readonly run: string;
  readonly incident: IncidentFacts;
  /** Id of the notice that opened it. */
  readonly opening: string;
}

export type Notice = Said &
  (
    | {
        readonly is: 'opened' | 'reopened' | 'failed';
        /** Whose report it is. */
        readonly run: string;
        readonly headline: string;
        /** The report's card, for when the report itself is not there any more. */
        readonly lines: readonly SaidLine[];
        readonly incident?: IncidentFacts;
      }
    | ({ /** `numbers`: in place of what was said first. */ readonly is: 'goes-on' | 'numbers' } & Following)
    | ({
        readonly is: 'closed';
        readonly by?: Mended;
        /** What denies the request now, where the cause alone is gone. */
        readonly instead?: IncidentTitle;
      } & Following)
    | {
        readonly is: 'digest';
        readonly incidents: readonly IncidentFacts[];
        /** Further ones that are not listed. */
        readonly more: number;
        readonly silenced: number;
        /** Symptoms that no investigation has had room for. */
        readonly waiting: number;
        /** Messages that a channel refused or never confirmed. */
        readonly undelivered: number;
      }
    | { readonly is: 'ceiling'; readonly ceiling: number; readonly headlines: readonly string[]; readonly more: number }
    | { readonly is: 'channel-broken'; readonly channel: string; readonly why: string }
  );

export type NoticeKind = Notice['is'];
