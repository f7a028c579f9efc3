import { getObject, putNewObject, putObject } from './aws';

/** The evidence of one execution: `runs/<run>/<step>.json` in Culprit's own bucket. A run folder is a recording. */
export interface RunFolder {
  readonly bucket: string;
  /** The execution's name. */
  readonly run: string;
}

/** The ARN of the folder, in a partition; of its page, with a name. */
export const arnOfRun = ({ bucket, run }: RunFolder, partition: string, name = ''): string =>
  `arn:${partition}:s3:::${bucket}/runs/${run}/${name}`;

/** The address of the folder, for people. */
export const placeOfRun = ({ bucket, run }: RunFolder): string => `s3://${bucket}/runs/${run}/`;

/** Writes a step's evidence and gives its key. Writing it again replaces it: steps are retried. */
export async function writeStep(folder: RunFolder, step: string, value: unknown): Promise<string> {
  const key = keyOf(folder, step);
  await putObject(folder.bucket, key, JSON.stringify(value));
  return key;
}

/** Writes what people open in a browser, under a name that ends in `.html`. */
export const writePage = (folder: RunFolder, step: string, html: string): Promise<void> =>
  putObject(folder.bucket, keyOf(folder, step, 'html'), html, 'text/html');

/** As `writeStep`, but what is there stays. https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
export async function writeStepOnce(folder: RunFolder, step: string, value: unknown): Promise<void> {
  try {
    await putNewObject(folder.bucket, keyOf(folder, step), JSON.stringify(value));
  } catch (error) {
    const isThere = ['PreconditionFailed', 'ConditionalRequestConflict'];
    if (error instanceof Error && isThere.includes(error.name)) return;
    throw error;
  }
}

/** `undefined`: the step left nothing (it failed, or never ran). */
export async function readStep(folder: RunFolder, step: string): Promise<unknown> {
  try {
    const text = await getObject(folder.bucket, keyOf(folder, step));
    return text === undefined ? undefined : (JSON.parse(text) as unknown);
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
    throw error;
  }
}

/** Names come from events in the end, so they are held to a form that cannot leave the folder. */
function keyOf({ run }: RunFolder, step: string, ending = 'json'): string {
  for (const name of [run, step]) {
    if (!/^[A-Za-z0-9_-]{1,80}$/.test(name)) throw new Error(`\`${name.slice(0, 80)}\` is no name of a run or step`);
  }
  return `runs/${run}/${step}.${ending}`;
}
