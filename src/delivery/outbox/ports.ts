import type { Notice } from '../../incident/notices/types';
import type { Store } from '../../incident/store';
import type { Time } from '../../incident/types';
import type { Message } from '../../report/notice/message';
import type { Channel } from '../channels/channel';

export interface DeliveryPorts {
  readonly store: Store;
  readonly now: () => Time;
  /** Messages an hour, for each channel. */
  readonly ceiling: number;
  readonly channels: readonly Channel[];
  readonly render: (notice: Notice) => Promise<Message>;
  readonly note: (entry: Readonly<Record<string, string | number>>) => void;
  /** Nothing new is begun from then on: the function has to end. */
  readonly until: Time;
}
