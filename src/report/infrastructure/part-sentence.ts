/** Code that is a part of a resource: pasted as it stands it would make another one. */
import { withoutInvisible } from '../clean';

/** One line, whatever the name holds. */
export const partSentence = (name: string): string =>
  `Put this into the resource that makes ${withoutInvisible(JSON.stringify(name))}; what else it has stays.`;
