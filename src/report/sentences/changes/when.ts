/** How long before or after the denial something happened. */
import { quote } from '../../clean';

/** `17 h before the denial`, `3 min after the denial`. Both ISO 8601. */
export function whenWords(time: string, denied: string): string {
  const apart = Date.parse(denied) - Date.parse(time);
  if (Number.isNaN(apart)) return `at ${quote(time)}`;
  return `${spanWords(Math.abs(apart))} ${apart >= 0 ? 'before' : 'after'} the denial`;
}

function spanWords(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 1) return 'less than a minute';
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 72 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}
