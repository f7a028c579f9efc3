/**
 * The end of AWS's newest texts: where its own evaluation of the denial can be seen, and the id that it goes by.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied-authorization-id.html
 */
import { defined } from '../../defined';

export interface WithoutTail {
  readonly text: string;
  /** Only from a tail that is whole, and names the same id twice. */
  readonly authorizationId?: string;
}

/** What stands before the tail. A text is cut at 1 KB, and a tail that is cut is one all the same. */
export function withoutDetailsTail(whole: string): WithoutTail {
  const tail = /\.?\s+(Go to https:\/\/[^\s"]+(?:\s[^"]*)?)$/.exec(whole);
  if (tail === null) return { text: whole };
  const authorizationId = wholeTail.exec(tail[1]?.trim() ?? '')?.groups?.['id'];
  return { text: whole.slice(0, tail.index), ...defined({ authorizationId }) };
}

const wholeTail =
  /^Go to https:\/\/\S+#\/authorization-details\/(?<id>[0-9a-z]{1,256}) for complete details, or call the GetRequestAuthorizationDetails API with the following authorization id: \k<id>\.?$/;
