/** What a channel is given to send: each takes the form that it can show. */
import type { NoticeKind } from '../../incident/notices/types';
import type { Card, Report } from '../contract';
import type { SlackMessage } from '../render-slack';
import type { NoticeData } from './data';

export interface Message {
  readonly id: string;
  /** The incident's id, or the notice's own: what belongs together has the same. */
  readonly thread: string;
  readonly kind: NoticeKind;
  readonly subject: string;
  /** With it every form begins. */
  readonly card: Card;
  readonly text: string;
  readonly slack: SlackMessage;
  readonly data: NoticeData;
}

/** What a message may be made with besides its notice. */
export interface Background {
  /** The report of the notice's run, as long as it is kept. */
  readonly report?: Report;
  /** Where that lies, with its evidence. */
  readonly evidence?: string;
}
