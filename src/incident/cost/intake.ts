/** What taking denials in costs, from what was counted of it. */
import { priceOf } from './prices';

export interface IntakeUse {
  readonly denials: number;
  /** Invocations of intake, and how long they took together. */
  readonly invocations: number;
  readonly seconds: number;
  /** Write and read units of the table. */
  readonly writeUnits: number;
  readonly readUnits: number;
  readonly puts: number;
}

const intakeGigabytes = 1;
/** Lambda takes messages of a queue ten at a time, and deletes them so. */
const perRequest = 10;

/** Dollars: the queue, the function, the table and the evidence bucket. */
export function intakeCost({ denials, invocations, seconds, writeUnits, readUnits, puts }: IntakeUse): number {
  const queue = (1 + 2 / perRequest) * denials * priceOf('queueRequest');
  const lambda = invocations * priceOf('lambdaRequest') + seconds * intakeGigabytes * priceOf('lambdaGigabyteSecond');
  const table = writeUnits * priceOf('tableWrite') + readUnits * priceOf('tableRead');
  return queue + lambda + table + puts * priceOf('put');
}
