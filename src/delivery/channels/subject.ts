/** https://docs.aws.amazon.com/sns/latest/api/API_Publish.html: 100 ASCII characters, no control characters. */
const longestSubject = 100;
/** A name that is cut further says nothing any more. */
const shortestName = 12;
const dots = '...';

/** What headlines are written with, in ASCII. */
const inAscii: Readonly<Partial<Record<string, string>>> = { '…': dots, '›': '>', '’': "'" };

/** As far as a subject line may hold it: names are cut to one length, in the middle, for the time stands at the end. */
export function subjectOf(subject: string): string {
  const ascii = subject.replace(/[^\u0020-\u007e]/g, (letter) => inAscii[letter] ?? '?').trim();
  const fitting = withShorterNames(ascii);
  return fitting.length <= longestSubject ? fitting : `${fitting.slice(0, longestSubject - dots.length)}${dots}`;
}

function withShorterNames(subject: string): string {
  const names = subject.split(' ');
  const excessWith = (longest: number): number =>
    subject.length - longestSubject - names.reduce((sum, { length }) => sum + Math.max(0, length - longest), 0);
  let longest = Math.max(...names.map(({ length }) => length));
  while (longest > shortestName && excessWith(longest) > 0) longest -= 1;
  return names.map((name) => (name.length > longest ? cutInTheMiddle(name, longest) : name)).join(' ');
}

/** Where something has been left out already, more of it is. */
function cutInTheMiddle(name: string, length: number): string {
  const at = name.indexOf(dots);
  const before = at < 0 ? name.slice(0, name.length / 2) : name.slice(0, at);
  const after = at < 0 ? name.slice(before.length) : name.slice(at + dots.length);
  const kept = length - dots.length;
  const keptBefore = Math.round((kept * before.length) / (before.length + after.length));
  return `${before.slice(0, keptBefore)}${dots}${after.slice(after.length - (kept - keptBefore))}`;
}
