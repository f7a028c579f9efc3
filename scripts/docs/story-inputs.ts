/** The inputs of the quick start: the denial of the embedded account, as CloudTrail records it and as the AWS CLI prints it. */
import { format } from 'prettier';
import * as z from 'zod';
import { bucket, deniedObject } from '../../demo/story/cast';
import { story } from '../../demo/story/story';

const record = z.looseObject({ errorMessage: z.string() }).parse(story.events.s3['detail']);

export const storyRecord = (): Promise<string> => format(JSON.stringify(record), { parser: 'json', printWidth: 120 });

export const storyErrorText = (): string =>
  `download failed: s3://${bucket}/${deniedObject} to ./24.csv An error occurred (AccessDenied) when calling the GetObject operation: ${record.errorMessage}\n`;
