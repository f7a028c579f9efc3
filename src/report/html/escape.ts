import { partsOf } from '../clean';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Safe as text of an element and between the quotes of an attribute. */
export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** A sentence whose values look like values. */
export function inline(sentence: string): string {
  return partsOf(sentence)
    .map(({ is, text }) => (is === 'value' ? `<code>${escape(text)}</code>` : escape(text)))
    .join('');
}
