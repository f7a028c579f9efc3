/** What one investigation costs: `culprit cost`, the budget and the storms reckon with it. */
import { priceOf } from './prices';

/** Layers that have something to read for an encrypted object of a member account, which is more than most denials take. */
const readingLayers = 10;
// Besides the layers: resolve, recent-changes, conclude, incident, report.
export const tasks = readingLayers + 5;
// The start, the state that holds the layers and the choice of each, the wait for look-ups, and the choice.
const transitions = tasks + readingLayers + 4;
const perTask = { seconds: 0.8, gigabytes: 0.5, logKilobytes: 1.5 };
/** Writes to the table, for each investigation: the symptom twice, incident, policy, budget, line. In the index too. */
const tableWrites = 10;
const tableReads = 20;
const mailboxes = 3;
const gigabyte = 1024 ** 3;
const notifications = 'Notifications';

export interface CostItem {
  readonly what: string;
  readonly how: string;
  /** For one investigation. */
  readonly dollars: number;
}

/** The items of the bill of one investigation. */
export function investigationItems(): readonly CostItem[] {
  const { seconds, gigabytes, logKilobytes } = perTask;
  const task = priceOf('lambdaRequest') + seconds * gigabytes * priceOf('lambdaGigabyteSecond');
  const log = ((logKilobytes * 1024) / gigabyte) * priceOf('logGigabyte');
  return [
    {
      what: 'State machine',
      how: `${transitions} transitions`,
      dollars: transitions * priceOf('transition'),
    },
    {
      what: 'Lambda functions',
      how: `${tasks} tasks of ${seconds} s at ${gigabytes * 1024} MB, arm64`,
      dollars: tasks * task,
    },
    {
      what: 'Evidence (S3)',
      how: 'each task writes once, conclude reads all',
      dollars: tasks * (priceOf('put') + priceOf('get')),
    },
    {
      what: 'Table (DynamoDB)',
      how: `${tableWrites} writes, ${tableReads} reads`,
      dollars: tableWrites * priceOf('tableWrite') + tableReads * priceOf('tableRead'),
    },
    { what: 'Logs', how: `${logKilobytes} KB a task`, dollars: tasks * log },
    {
      what: notifications,
      how: `one message to ${mailboxes} mailboxes`,
      dollars: priceOf('publish') + mailboxes * priceOf('email'),
    },
  ];
}

/** Dollars. */
export const investigationPrice = (): number => sumOf(investigationItems());

/** Dollars of one that nobody is told of. */
export const unpostedPrice = (): number => sumOf(investigationItems().filter(({ what }) => what !== notifications));

const sumOf = (items: readonly CostItem[]): number => items.reduce((sum, { dollars }) => sum + dollars, 0);
