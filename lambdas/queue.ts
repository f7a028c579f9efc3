/** A batch of a queue, as Lambda hands it over. */
export interface QueueEvent {
  readonly Records: readonly Message[];
}

export interface Message {
  readonly messageId: string;
  readonly body: string;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting */
export interface QueueAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** Only these messages come again. */
export const failing = (messageIds: readonly string[]): QueueAnswer => ({
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
