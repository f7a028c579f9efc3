/** ISO 8601 of the times that tools write; without a zone it is UTC. `undefined`: it is no time. */
export function isoTime(value: unknown): string | undefined {
  if (typeof value === 'number') return ofEpoch(value);
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (/^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)$/.test(text)) return text;
  if (/^\d{10}(?:\d{3}){0,2}(?:\.\d+)?$/.test(text)) return ofEpoch(Number(text));
  const parts = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d+)?)\s*(Z|UTC|[+-]\d\d:?\d\d)?$/.exec(text);
  if (parts !== null) return iso(`${parts[1]}T${parts[2]}${zoneOf(parts[3])}`);
  return ofConsole(text);
}

/** `November 20, 2026, 08:14:01 (UTC+01:00)`: https://console.aws.amazon.com/cloudtrail, event history */
function ofConsole(text: string): string | undefined {
  const parts = /^([A-Z][a-z]+ \d{1,2}, \d{4}),? (?:at )?(\d\d:\d\d:\d\d)(?: ?\(?(?:UTC)?([+-]\d\d:\d\d)?\)?)?$/.exec(
    text,
  );
  return parts === null ? undefined : iso(`${parts[1]} ${parts[2]} GMT${parts[3] ?? ''}`);
}

const zoneOf = (zone: string | undefined): string => (zone === undefined || zone === 'UTC' ? 'Z' : zone);

/** Seconds, milliseconds or microseconds since 1970. */
function ofEpoch(number: number): string | undefined {
  if (!(number > 0)) return undefined;
  return iso(number < 1e11 ? number * 1e3 : number < 1e14 ? number : number / 1e3);
}

function iso(time: string | number): string | undefined {
  const at = new Date(time);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString().replace('.000Z', 'Z');
}
