/** What every form of the report begins with, and where it leads. */
import * as z from 'zod';

export const card = z
  .object({
    headline: z.string().describe('Who cannot do what: at most 90 characters'),
    fix: z.number().int().min(1).describe('Which of `fixes` it shows, counted from 1').exactOptional(),
    lines: z.array(
      z.object({
        label: z.string().describe('`Denied by`, `Because` …; empty: it goes on from the line above'),
        text: z.string(),
        command: z.string().describe('For a POSIX shell, in one line').exactOptional(),
      }),
    ),
  })
  .describe('The few short lines with which every form of the report begins');

export const link = z.object({ label: z.string(), url: z.string() });
