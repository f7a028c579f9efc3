/** Milliseconds of the processor in this thread: others may use the machine as well. */
export function cpuOf(run: () => unknown): number {
  const start = process.threadCpuUsage();
  run();
  return since(start);
}

/** For what takes several turns of the event loop. */
export async function cpuOfAsync(run: () => Promise<unknown>): Promise<number> {
  const start = process.threadCpuUsage();
  await run();
  return since(start);
}

function since(start: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1000;
}

/** Milliseconds: the clock of the processor goes in steps of some. */
const longEnough = 40;

/**
 * Microseconds of the processor that a call takes: the least of some rounds. They take turns, so that what disturbs one
 * disturbs the others as well.
 */
export function microsecondsOfEach<Name extends string>(
  runs: Readonly<Record<Name, () => unknown>>,
  rounds = 7,
): Readonly<Record<Name, number>> {
  const names = Object.keys(runs) as Name[];
  const calls = new Map(names.map((name) => [name, callsFor(runs[name])]));
  const least = Object.fromEntries(names.map((name) => [name, Infinity])) as Record<Name, number>;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) {
      const many = calls.get(name) as number;
      const milliseconds = cpuOf(() => repeat(runs[name], many));
      least[name] = Math.min(least[name], (milliseconds * 1000) / many);
    }
  }
  return least;
}

/** So many that they take long enough; what is called often is compiled by then. */
function callsFor(run: () => unknown): number {
  for (let many = 1; ; many *= 2) if (cpuOf(() => repeat(run, many)) >= longEnough) return many;
}

function repeat(run: () => unknown, many: number): void {
  for (let call = 0; call < many; call += 1) run();
}
