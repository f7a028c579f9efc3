/** `culprit mcp`: the questions of the command line for assistants, over the Model Context Protocol on standard input and output. */
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { version } from '../../package.json';
import { layers } from '../../src/layers';
import { evaluate } from '../../src/library';
import { renderText } from '../../src/report/render-text';
import type { Report } from '../../src/report/contract';
import { parseInput } from '../../src/request/forms/read-input';
import { complete } from '../../src/request/error-text/complete';
import { UsageError, exitCode, type ExitCode } from '../exit-codes';
import { readingOptions, usable, type ReadingValues } from '../options';
import { missingSentence } from '../input/missing';
import { preflight } from '../preflight/preflight';
import { answerTo } from '../question/answer';
import { openSessions } from '../sessions';
import { reportOn } from './investigate';

const {
  output: _output,
  open: _open,
  format: _format,
  iac: _iac,
  full: _full,
  save: _save,
  ...options
} = readingOptions;

/** Runs until the other side closes the input. */
export async function runMcp(commandArguments: readonly string[]): Promise<ExitCode> {
  const { values } = usable('mcp', () => parseArgs({ args: [...commandArguments], options }));
  const transport = new StdioServerTransport();
  const closed = new Promise<void>((done) => process.stdin.once('end', done).once('close', done));
  await serverFor({ ...values, full: false }).connect(transport);
  await closed;
  await transport.close();
  return exitCode.found;
}

/** Nothing that a tool does changes anything; all but `evaluate` and `layers` ask AWS. */
function serverFor(values: ReadingValues): McpServer {
  const server = new McpServer({ name: 'culprit', version });
  const readOnly = { readOnlyHint: true, destructiveHint: false } as const;
  server.registerTool(
    'investigate',
    {
      description:
        'Explains a denied S3 request (403 AccessDenied): which layer and statement denied it, the smallest fix, and who changed what.',
      inputSchema: {
        denial: z
          .string()
          .describe('A CloudTrail record as JSON, a line of an S3 access log, or the text of the error'),
        principal: z.string().optional().describe('ARN of who was denied, where the text of an error does not say it'),
        action: z.string().optional().describe('What was asked for, likewise: s3:GetObject'),
        resource: z.string().optional().describe('ARN of the object or bucket, likewise'),
      },
      annotations: { ...readOnly, openWorldHint: true },
    },
    ({ denial, ...added }) => answered(() => investigated(denial, present(added), values)),
  );
  server.registerTool(
    'explain',
    {
      description:
        'Would this principal be allowed to do that to an S3 bucket, object or KMS key, and why (not)? No event is needed.',
      inputSchema: {
        principal: z.string().describe('ARN of a role, user or session, the name of a role, or anonymous'),
        action: z.string().describe('s3:GetObject, GetObject, read, write, list, delete'),
        resource: z.string().describe('s3://bucket/key, bucket/key or an ARN'),
        context: z
          .record(z.string(), z.string())
          .optional()
          .describe('Condition keys: {"aws:SourceIp": "203.0.113.10"}'),
      },
      annotations: { ...readOnly, openWorldHint: true },
    },
    ({ principal, action, resource, context = {} }) =>
      answered(async () => {
        const { report, sessions } = await answerTo({ principal, action, resource, context }, values);
        await sessions.finish();
        return shown(report);
      }),
  );
  server.registerTool(
    'evaluate',
    {
      description: 'Decides a scenario of request and policies offline, as AWS would: docs/evaluate.md has the form.',
      inputSchema: { scenario: z.record(z.string(), z.unknown()) },
      annotations: { ...readOnly, openWorldHint: false },
    },
    ({ scenario }) => answered(() => JSON.stringify(evaluate(scenario), null, 2)),
  );
  server.registerTool(
    'layers',
    {
      description: "Every gate between a request and an S3 object, in AWS's order.",
      annotations: { ...readOnly, openWorldHint: false },
    },
    () => answered(() => layers.map(({ id, title }) => `${id}: ${title}`).join('\n')),
  );
  return server;
}

async function investigated(
  denial: string,
  added: Readonly<Record<string, string>>,
  values: ReadingValues,
): Promise<string> {
  const [found] = parseInput(denial).toSorted((one, other) => rank(one.is) - rank(other.is));
  const whole = found?.is === 'partial' ? complete(found, added) : found;
  if (found?.is === 'partial' && whole?.is === 'incomplete')
    throw new UsageError(missingSentence(found, whole.missing));
  if (whole?.is !== 'denied')
    throw new UsageError(whole !== undefined && 'message' in whole ? whole.message : 'this is no denied S3 request');
  await preflight(values, whole.request.region);
  const report = await reportOn(whole.request, await openSessions(values));
  if (report === undefined) throw new UsageError('the investigation failed', exitCode.failed);
  return shown(report);
}

/** Denials come first in an input that holds more. */
const rank = (is: string): number => ['denied', 'partial'].indexOf(is) >>> 0;

const present = (added: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(added).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

const shown = (report: Report): string => renderText(report, { color: false, columns: 120 });

interface Answer {
  [name: string]: unknown;
  readonly content: { readonly type: 'text'; readonly text: string }[];
  readonly isError?: true;
}

/** What is wrong is an answer too: the assistant can mend it. */
async function answered(ask: () => string | Promise<string>): Promise<Answer> {
  try {
    return { content: [{ type: 'text', text: await ask() }] };
  } catch (error) {
    return { content: [{ type: 'text', text: error instanceof Error ? error.message : String(error) }], isError: true };
  }
}
