import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';

export type Message = Pick<SQSRecord, 'messageId' | 'body'>;

/** A batch of a queue, as Lambda hands it over. */
export interface QueueEvent {
  readonly Records: readonly Message[];
}

/**
 * Only these messages come again.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
export const failing = (messageIds: readonly string[]): SQSBatchResponse => ({
  batchItemFailures: messageIds.map((itemIdentifier) => ({ itemIdentifier })),
});

/** The JSON of a message, or its text if it is none. */
export function jsonIn({ body }: Message): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    if (error instanceof SyntaxError) return body;
    throw error;
  }
}
