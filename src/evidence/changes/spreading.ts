/** Milliseconds. IAM and endpoints take seconds to minutes until a change counts everywhere. */
export const spreading = 5 * 60_000;
