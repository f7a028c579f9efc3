/** The last part of a queue's URL. */
export const queueName = (url: string): string => url.slice(url.lastIndexOf('/') + 1);
