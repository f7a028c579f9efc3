import { main } from '../../cli/main';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line in this process. */
export async function culprit(...commandArguments: readonly string[]): Promise<Ran> {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const out = jest.spyOn(process.stdout, 'write').mockImplementation((text) => stdout.push(String(text)) > 0);
  const error = jest.spyOn(console, 'error').mockImplementation((...all) => void stderr.push(`${all.join(' ')}\n`));
  try {
    const code = await main(commandArguments);
    return { code, stdout: stdout.join(''), stderr: stderr.join('') };
  } finally {
    out.mockRestore();
    error.mockRestore();
  }
}
