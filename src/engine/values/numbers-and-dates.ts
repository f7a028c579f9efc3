/** Numbers and points in time as policies and requests write them; `undefined`: not one. */
export function parseNumber(text: string): number | undefined {
  return NUMBER.test(text) ? Number(text) : undefined;
}

/** ISO 8601, or seconds since 1970. https://www.w3.org/TR/NOTE-datetime */
export function parseMoment(text: string): number | undefined {
  if (NUMBER.test(text)) return Number(text) * 1000;
  if (!ISO.test(text)) return undefined;
  const time = Date.parse(text.length > 10 && !ZONE.test(text) ? `${text}Z` : text);
  return Number.isNaN(time) ? undefined : time;
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const ISO = /^\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?)?)?$/;
const ZONE = /(?:Z|[+-]\d{2}:?\d{2})$/;
